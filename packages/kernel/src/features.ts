// What this engine can do, asked by offering it tiny modules; nothing is guessed from names or versions.
import { assemble, op, simd } from './assemble.ts'
import { validate } from './webassembly.ts'

export type Features = {
  readonly simd: boolean
  readonly relaxedSimd: boolean
  readonly sharedMemory: boolean
}

export function detectFeatures(): Features {
  const product = [...op.get(1), ...op.get(1)]
  return {
    simd: validate(assemble([...product, ...op.simd(simd.mul), ...op.set(1)], 1)),
    relaxedSimd: validate(
      assemble([...product, ...op.get(1), ...op.simd(simd.relaxedMadd), ...op.set(1)], 1),
    ),
    sharedMemory: typeof SharedArrayBuffer === 'function',
  }
}
