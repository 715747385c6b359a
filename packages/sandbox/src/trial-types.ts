// The contract of trials: a problem's tests run on a solution, each in a world of its own. Values cross as
// `Wire`: JSON, where an object with a `$` stands for what JSON lacks (undefined, NaN, bigint, references).
import type { Json } from '@zooid/base'
import type { Fault } from './fault.ts'

export type Wire = Json

type TryOrder = {
  /** The solution's module, plain JavaScript. */
  readonly code: string
  /** Names the random source of every check. */
  readonly seed: string
  /** Multiplies how often each check runs. */
  readonly runsFactor: number
  readonly stopAtFailure: boolean
  readonly visibleOnly: boolean
  /** Engine steps (10,000 loops or calls each) until the verdict is `timeout`. */
  readonly maxSteps: number
  /** The report then carries every message between tests and solution, at most 20,000. */
  readonly isRecorded: boolean
}

export type TrialOrder =
  | { readonly kind: 'list' }
  | ({ readonly kind: 'try' } & TryOrder)
  | {
      readonly kind: 'replay'
      readonly code: string
      readonly messages: readonly string[]
      readonly maxSteps: number
      readonly isRecorded: false
    }

export type TrialTest = {
  readonly name: string
  readonly visible: boolean
  readonly ok: boolean
  /** It failed because the solution threw, not because a result was wrong. */
  readonly threw?: boolean
  readonly message?: string
}

export type TrialReport = {
  readonly tests: readonly TrialTest[]
  /** Messages from the tests to the solution. */
  readonly calls: number
  readonly steps: number
  /** What was asked and answered, as opaque text, in order. */
  readonly transcript?: readonly (readonly [message: string, reply: string])[]
}

export type TrialExample = {
  /** Such as `rot13('abc')`. */
  readonly source: string
  readonly throws: boolean
  readonly expected?: Wire
  /** `expected` as a TypeScript expression. */
  readonly shown?: string
  /** Only when the example is one plain call of one export. */
  readonly call?: { readonly name: string; readonly args: readonly Wire[] }
}

export type TrialResult<T> =
  | { readonly ok: true; readonly value: T; readonly wallMs: number }
  | { readonly ok: false; readonly fault: Fault; readonly wallMs: number }

/** `tests` is a problem's tests as plain JavaScript, `testsId` names it: the same text, the same id. */
export type TrialTests = { readonly tests: string; readonly testsId: string }

export type Trials = {
  /** Runs the tests on a solution. Faults of kind `infrastructure` are the tests' or our own. */
  readonly run: (
    order: TrialTests & TryOrder & { readonly timeoutMs: number },
  ) => Promise<TrialResult<TrialReport>>
  /** The visible examples and the names of the hidden checks. */
  readonly list: (
    tests: TrialTests,
  ) => Promise<
    TrialResult<{ readonly examples: readonly TrialExample[]; readonly checks: readonly string[] }>
  >
  /** Sends recorded messages to another solution; the replies are comparable as text. */
  readonly replay: (
    order: TrialTests & {
      readonly code: string
      readonly messages: readonly string[]
      readonly maxSteps: number
      readonly timeoutMs: number
    },
  ) => Promise<TrialResult<readonly string[]>>
}
