// What the GEMM benchmark asks of everyone it measures: multiply two matrices of a given shape, again and
// again, from memory of their own. Setting up is never timed.
import type { GemmForm } from '../../../packages/kernel/src/index.ts'
import type { Shape } from './shapes.ts'

export type Contestant = {
  readonly name: string
  /** A function that multiplies once and is finished when it returns or resolves; undefined: not offered. */
  readonly prepare: (
    shape: Shape,
    form: GemmForm,
  ) => Promise<{ readonly run: () => unknown; readonly done: () => unknown } | undefined>
}

/** The same numbers for everybody, small enough that nothing overflows. */
export function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 7919 + seed) % 1009) / 1009 - 0.5)
}
