// Files of other packages that are not code, seen from here: bundling leaves them where they are. Sources
// (src/) and bundle (dist/) lie at the same depth, so one relative path serves both.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { KernelOptions } from '@zooid/kernel'

/** Reads a build of the kernel; the kernel's own path is lost in a bundle. */
export const readKernelWasm: NonNullable<KernelOptions['readWasm']> = async (build) =>
  readFile(new URL(`../../../packages/kernel/wasm/${build}.wasm`, import.meta.url))

/** The corpus that ships with the model package. */
export const sampleCorpus = fileURLToPath(
  new URL('../../../packages/model/corpus', import.meta.url),
)
