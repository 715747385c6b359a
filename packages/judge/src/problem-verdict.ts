// What a judge says about a solution of a problem. Everything but `timings` follows from the problem's hash
// and the source alone, save two kinds: a busy machine can bring about a `timeout`, and trouble of our own is
// `infrastructure`, which says nothing about the source.
import type { TrialTest } from '@zooid/sandbox'
import type { CheckTimings, Diagnostic } from './types.ts'

export type TestCounts = { readonly passed: number; readonly total: number }

export type ProblemVerdict =
  | {
      readonly kind: 'pass'
      readonly tests: TestCounts
      /** Engine steps of the solution over all tests, each 10,000 loops or calls. */
      readonly steps: number
      readonly timings: CheckTimings
    }
  | {
      readonly kind: 'type_error'
      readonly diagnostics: readonly Diagnostic[]
      readonly timings: CheckTimings
    }
  | { readonly kind: 'forbidden'; readonly rule: string; readonly message: string }
  | {
      /** A result was wrong. */
      readonly kind: 'test_failure'
      readonly tests: TestCounts
      /** Hidden ones included: not for the eyes of a solver. */
      readonly failures: readonly TrialTest[]
      readonly timings: CheckTimings
    }
  | {
      /** The module does not load, runs out of memory, or throws where it should answer. */
      readonly kind: 'runtime_fault'
      readonly message: string
      readonly tests: TestCounts
      readonly timings: CheckTimings
    }
  | { readonly kind: 'timeout'; readonly stage: 'check' | 'test' }
  | { readonly kind: 'infrastructure'; readonly message: string }
