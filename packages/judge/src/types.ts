// The judge's contract for cartridges. (Problems follow with the benchmark.)
import type { Manifest, TestReport } from '@zooid/sandbox'

export type Diagnostic = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly code: number
  readonly message: string
}

export type CartridgeSource = {
  readonly manifest: Manifest
  readonly index: string
  readonly test: string
}

export type CheckTimings = { readonly checkMs: number; readonly testMs: number }

/** Learner failures and infrastructure failures are separate classes. */
export type CartridgeVerdict =
  | {
      readonly kind: 'pass'
      readonly code: string
      readonly testReport: TestReport
      readonly timings: CheckTimings
    }
  | {
      readonly kind: 'type_error'
      readonly diagnostics: readonly Diagnostic[]
      readonly timings: CheckTimings
    }
  | { readonly kind: 'forbidden'; readonly rule: string; readonly message: string }
  | {
      readonly kind: 'test_failure'
      readonly testReport: TestReport
      readonly timings: CheckTimings
    }
  | { readonly kind: 'runtime_fault'; readonly message: string; readonly timings: CheckTimings }
  | { readonly kind: 'timeout'; readonly stage: 'check' | 'test' }
  | { readonly kind: 'infrastructure'; readonly message: string }

export type Judge = {
  /** Type-checks both files against the granted capabilities, transpiles, runs the tests in the sandbox. Never throws for what the source does. */
  readonly judgeCartridge: (source: CartridgeSource) => Promise<CartridgeVerdict>
  readonly close: () => Promise<void>
}
