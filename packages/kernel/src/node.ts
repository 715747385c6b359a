// What only Node can do: read the committed .wasm files. Reached by dynamic import, so that a browser
// bundle of the package never sees a `node:` module.
import { readFile } from 'node:fs/promises'
import type { BuildName } from './kernel.ts'

export async function readWasm(build: BuildName): Promise<Uint8Array> {
  return readFile(new URL(`../wasm/${build}.wasm`, import.meta.url))
}
