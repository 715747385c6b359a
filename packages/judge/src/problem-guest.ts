// What a problem's tests.ts may use: the ambient names it is checked against. The sandbox provides them
// (trial-prelude.ts); benchmarks/problems/README.md explains them to people.

/** Declarations for tests.ts; the signature lies beside it as signature.d.ts. */
export const problemGuest = `
/** The module under test. Calls copy their arguments into its world and results back. */
declare const solution: typeof import('./signature.d.ts')

/** Visible: part of the statement. */
declare function example(call: () => unknown, expected: unknown, show?: string): void
/** Visible: this call throws. */
declare function exampleThrows(call: () => unknown, show?: string): void
/** Hidden; called \`runs\` times (default 10), each time with another seeded random source. */
declare function check(name: string, run: (random: Random) => void, runs?: number): void

declare function equal(actual: unknown, expected: unknown, note?: string): void
declare function ok(condition: unknown, note?: string): void
declare function close(actual: number, expected: number, tolerance?: number): void
declare function throws(run: () => unknown, pattern?: RegExp): void

interface Random {
  /** Whole number from min to max, both included. */
  int(min: number, max: number): number
  /** From 0 up to, not including, 1. */
  float(): number
  /** True with probability p, default 0.5. */
  bool(p?: number): boolean
  pick<T>(items: readonly T[]): T
  /** min to max items. */
  list<T>(min: number, max: number, make: (index: number) => T): T[]
  /** min to max characters (UTF-16 units of \`alphabet\`, default a-z). */
  text(min: number, max: number, alphabet?: string): string
  shuffle<T>(items: readonly T[]): T[]
  bigint(min: bigint, max: bigint): bigint
}
`
