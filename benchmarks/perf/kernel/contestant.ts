// What the GEMM benchmark asks of everyone it measures: multiply two matrices of a given shape, again and
// again, from memory of their own. Setting up is never timed.
import type { GemmForm } from '../../../packages/kernel/src/index.ts'
import type { Shape } from './shapes.ts'

export type Contestant = {
  readonly name: string
  /** Sets the two matrices up; undefined when this contestant does not offer the form. */
  readonly prepare: (shape: Shape, form: GemmForm) => Promise<Work | undefined>
}

export type Work = {
  /** Multiplies so many times; resolves to the milliseconds that took, measured where it ran. */
  readonly sample: (repeats: number) => Promise<number>
  readonly done: () => unknown
}

/** A sample of something that is finished when it returns. */
export function samplesOf(run: () => unknown): Work['sample'] {
  return async (repeats) => {
    const start = performance.now()
    for (let i = 0; i < repeats; i++) run()
    return performance.now() - start
  }
}

/** A sample of something that is finished when it resolves. */
export function asyncSamplesOf(run: () => Promise<unknown>): Work['sample'] {
  return async (repeats) => {
    const start = performance.now()
    for (let i = 0; i < repeats; i++) await run()
    return performance.now() - start
  }
}

/** The same numbers for everybody, small enough that nothing overflows. */
export function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => ((i * 7919 + seed) % 1009) / 1009 - 0.5)
}
