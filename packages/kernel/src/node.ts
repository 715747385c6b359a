// What only Node can do: read the committed .wasm files, start worker_threads and switch V8 features on.
// Reached by dynamic import, so that a browser bundle of the package never runs a `node:` module.
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { BuildName } from './load.ts'
import type { StartWorker } from './threads.ts'
import { workerSource } from './worker-source.ts'

export async function readWasm(build: BuildName): Promise<Uint8Array> {
  return readFile(new URL(`../wasm/${build}.wasm`, import.meta.url))
}

export const startWorker: StartWorker = (setup) => {
  // No flags of the parent: a TypeScript loader would cost each thread half a second.
  const worker = new Worker(workerSource, { eval: true, workerData: setup, execArgv: [] })
  const ready = new Promise<void>((resolve, reject) => {
    worker.once('message', () => {
      // From here on the thread must not keep a finished program alive.
      worker.unref()
      resolve()
    })
    worker.once('error', reject)
  })
  return {
    ready,
    stop: async () => {
      await worker.terminate()
    },
  }
}

export function cores(): number {
  return availableParallelism()
}

/**
 * Lets V8 take relaxed SIMD where it is behind a flag (10 and 11: Node 18 to 20). Only for versions that
 * know the flag: V8 prints a complaint about others. Must run before a module is compiled.
 */
export function allowRelaxedSimd(): void {
  if (v8Major() === 10 || v8Major() === 11) setFlagsFromString('--experimental-wasm-relaxed-simd')
}

/**
 * Lets V8 fuse neighbouring 128-bit operations to 256 bits. Version 12 knows the flag but gains nothing;
 * later than 14 is unknown. True when the flag was set.
 */
export function allowRevectorize(): boolean {
  if (process.arch !== 'x64' || v8Major() < 13 || v8Major() > 14) return false
  setFlagsFromString('--experimental-wasm-revectorize')
  return true
}

function v8Major(): number {
  return Number.parseInt(process.versions.v8, 10)
}
