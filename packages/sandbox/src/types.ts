// The cartridge ABI and the sandbox's contract. Guest code sees only JSON values.
import type { Address, Json } from '@zooid/base'
import type { Fault } from './fault.ts'
import type { Trials } from './trial-types.ts'

export const capabilityNames = ['kv', 'call', 'log', 'now', 'random', 'payment'] as const
export type Capability = (typeof capabilityNames)[number]

/** What `handle` receives. `body` is parsed JSON when the content type says so, else text, null when empty. */
export type CartridgeRequest = {
  readonly method: string
  /** Path behind `/c/<slug>`, always starting with `/`. */
  readonly path: string
  readonly query: { readonly [name: string]: string }
  /** Lower-case names; only content-type, accept, accept-language and user-agent pass. */
  readonly headers: { readonly [name: string]: string }
  readonly body: Json
  /** Present only with capability `payment`. */
  readonly payment: {
    readonly payer: string
    readonly amount: string
    readonly asset: string
    readonly network: string
  } | null
}

/** What `handle` returns. A string body is text/plain unless `headers` says otherwise; anything else is JSON. */
export type CartridgeResponse = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: Json
}

export type KvPort = {
  readonly get: (key: string) => Json | undefined
  readonly set: (key: string, value: Json) => void
  readonly delete: (key: string) => boolean
  /** Keys with this prefix, sorted, at most `limit`. */
  readonly list: (prefix: string, limit: number) => readonly string[]
}

/** Host side of the granted capabilities. Each may throw a ZooidError: the guest sees `{code, message}`. */
export type HostCapabilities = {
  readonly kv?: KvPort
  /** Runs another cartridge; the host enforces depth, cycles and the remaining time. */
  readonly call?: (
    slug: string,
    request: CartridgeRequest,
    remainingMs: number,
  ) => Promise<CartridgeResponse>
  readonly log?: (line: string) => void
}

export type RunLimits = {
  /** Wall-clock deadline of the run, kill included 100 ms later. @default 2000, at most 10000 */
  readonly timeoutMs: number
  readonly outputBytes: number
  readonly logLines: number
}

export type SandboxRun = {
  /** Plain JavaScript (already transpiled) that exports `handle`. */
  readonly code: string
  /** Names the code for the worker's compile cache, e.g. its sha256. */
  readonly codeId: string
  readonly request: CartridgeRequest
  readonly granted: readonly Capability[]
  readonly host: HostCapabilities
  readonly limits: RunLimits
  /**
   * How many cartridges wait for this one through `call`. Whoever implements `host.call` must state
   * it: the pool keeps room per depth, so nested calls cannot starve each other. @default 0
   */
  readonly depth?: number
}

export type { Fault, FaultKind } from './fault.ts'

export type Usage = { readonly wallMs: number; readonly workerReplaced: boolean }

export type RunResult =
  | { readonly ok: true; readonly response: CartridgeResponse; readonly usage: Usage }
  | { readonly ok: false; readonly fault: Fault; readonly usage: Usage }

/** A test file's outcome: see runTests. */
export type TestReport = {
  readonly passed: number
  readonly failed: number
  readonly tests: readonly {
    readonly name: string
    readonly ok: boolean
    readonly message?: string
  }[]
}

export type Sandbox = {
  readonly run: (run: SandboxRun, signal?: AbortSignal) => Promise<RunResult>
  /**
   * Runs a cartridge's `test.ts` (transpiled) in its own runtime. The test file sees globals
   * `test(name, fn)`, `request(partial) -> Promise<Response>`, `equal`, `ok`, `match`, `throws`;
   * `onRequest` is the host that runs the cartridge under test.
   */
  readonly runTests: (tests: {
    readonly code: string
    /**
     * `testIndex` counts from 0 in the order of `test(…)`, so each test can get its own KV; `payer` is who
     * the test says is paying.
     */
    readonly onRequest: (
      request: CartridgeRequest,
      testIndex: number,
      payer: Address | null,
    ) => Promise<CartridgeResponse>
    readonly timeoutMs: number
  }) => Promise<
    | { readonly ok: true; readonly report: TestReport }
    | { readonly ok: false; readonly fault: Fault }
  >
  /** A benchmark problem's tests on a solution, each in a world of its own. */
  readonly trials: Trials
  readonly stats: () => {
    readonly workers: number
    readonly busy: number
    readonly waiting: number
    readonly replaced: number
  }
  readonly close: () => Promise<void>
}
