// Messages between the pool (node's main thread) and a sandbox worker. Everything a guest produces
// crosses as text whose length was checked before it was copied; never as a structured object.
import type { Capability, Fault } from './types.ts'

/**
 * `handle` calls the module's export once; `test` runs the `test(…)` cases the module registers; `trial`
 * runs a problem's tests (`code`) on the solution in `input`, a TrialOrder: see trial.ts.
 */
export type JobMode = 'handle' | 'test' | 'trial'

export type Job = {
  readonly jobId: number
  readonly mode: JobMode
  readonly code: string
  /** Names the code: a job prefers the thread that ran it last. */
  readonly codeId: string
  /** The request or the order as JSON; empty in mode `test`. */
  readonly input: string
  readonly granted: readonly Capability[]
  readonly timeoutMs: number
  /** Longest text the guest may hand over at once, in UTF-16 units. */
  readonly maxTextLength: number
  readonly logLines: number
  /** What `now()` starts from: milliseconds since the Unix epoch. */
  readonly epochMs: number
}

export type Outcome =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: Fault }

/** A host function's answer: JSON text, or the `{code, message}` the guest gets thrown. */
export type Reply =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly message: string }

export type ToWorker =
  | { readonly type: 'run'; readonly job: Job }
  | {
      readonly type: 'answer'
      readonly jobId: number
      readonly callId: number
      readonly reply: Reply
    }

export type FromWorker =
  /** Warm and free for a job. */
  | { readonly type: 'ready' }
  /** Must not serve another job: host throw, memory fault, or grown memory. */
  | { readonly type: 'poisoned' }
  | { readonly type: 'kv'; readonly sequence: number; readonly text: string }
  | {
      readonly type: 'call'
      readonly jobId: number
      readonly callId: number
      readonly text: string
      readonly remainingMs: number
    }
  | { readonly type: 'log'; readonly line: string }
  | { readonly type: 'result'; readonly jobId: number; readonly outcome: Outcome }

/** Travels on the worker's second port, which the worker reads while blocked in Atomics.wait. */
export type KvAnswer = { readonly sequence: number; readonly reply: Reply }

/** What a worker is started with. `signal[0]` counts answers that were posted on `answers`. */
export type WorkerSetup = {
  readonly answers: import('node:worker_threads').MessagePort
  readonly signal: Int32Array
}
