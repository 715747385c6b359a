// Runs cartridges and their tests: maps the cartridge ABI onto pool jobs and the granted capabilities
// onto host callbacks. What a guest does ends in a Fault; only our own trouble (overload, closed) throws.
import {
  type Clock,
  type Json,
  type Log,
  limits,
  parseJson,
  silentLog,
  systemClock,
  ZooidError,
} from '@zooid/base'
import { completeRequest, maxTextLength, parseResponse, payerOf } from './exchange.ts'
import { createPool, type JobHost } from './pool.ts'
import { createTrials } from './trials.ts'
import type { CartridgeResponse, HostCapabilities, KvPort, Sandbox, TestReport } from './types.ts'

export type SandboxOptions = {
  /** Calls that run at the same time; one more thread is kept warm. @default 2, at least 1 */
  readonly workers?: number
  /** @default silentLog */
  readonly log?: Log
  /** What `now()` reads in the guest. @default systemClock */
  readonly clock?: Clock
}

const maxTimeoutMs = 10_000

/**
 * Starts the worker threads; `run` waits for the first to be warm. Call `close` to end them.
 * `run` rejects with SandboxOverloadError (503) or SandboxClosedError, or the signal's reason.
 */
export function createSandbox({
  workers = 2,
  log = silentLog,
  clock = systemClock,
}: SandboxOptions = {}): Sandbox {
  const pool = createPool({ workers: Math.max(1, workers), log })

  return {
    async run(run, signal) {
      const grants = new Set(run.granted)
      const request = grants.has('payment') ? run.request : { ...run.request, payment: null }
      const end = await pool.execute({
        job: {
          mode: 'handle',
          code: run.code,
          codeId: run.codeId,
          input: JSON.stringify(request),
          granted: run.granted,
          timeoutMs: boundedTimeout(run.limits.timeoutMs),
          maxTextLength: maxTextLength(run.limits.outputBytes),
          logLines: run.limits.logLines,
          epochMs: clock.now(),
        },
        host: jobHost(run.host),
        depth: run.depth ?? 0,
        signal,
      })
      const usage = { wallMs: end.wallMs, workerReplaced: end.workerReplaced }
      if (!end.outcome.ok) return { ok: false, fault: end.outcome.fault, usage }
      return { ...parseResponse(end.outcome.text, run.limits.outputBytes), usage }
    },

    async runTests({ code, onRequest, timeoutMs }) {
      const end = await pool.execute({
        job: {
          mode: 'test',
          code,
          codeId: '',
          input: '',
          granted: ['now', 'random'],
          timeoutMs: boundedTimeout(timeoutMs),
          maxTextLength: maxTextLength(limits.cartridgeOutputBytes),
          logLines: 0,
          epochMs: clock.now(),
        },
        host: {
          kv: () => refuse('kv'),
          log: () => {},
          call: async (text) => {
            const [testIndex, request] = parseArguments(text)
            const given = request ?? null
            const response = await onRequest(
              completeRequest(given),
              Number(testIndex),
              payerOf(given),
            )
            return responseText(response)
          },
        },
        depth: 0,
        signal: undefined,
      })
      if (!end.outcome.ok) return { ok: false, fault: end.outcome.fault }
      const tests = JSON.parse(end.outcome.text) as TestReport['tests']
      const passed = tests.filter((test) => test.ok).length
      return { ok: true, report: { passed, failed: tests.length - passed, tests } }
    },

    trials: createTrials(pool),
    stats: pool.stats,
    close: pool.close,
  }
}

function boundedTimeout(timeoutMs: number): number {
  return Math.min(maxTimeoutMs, Math.max(1, Math.floor(timeoutMs)))
}

function jobHost(host: HostCapabilities): JobHost {
  return {
    kv: (text) => (host.kv ? callKv(host.kv, text) : refuse('kv')),
    log: (line) => host.log?.(line),
    call: async (text, remainingMs) => {
      if (!host.call) return refuse('call')
      const [slug, request] = parseArguments(text)
      return responseText(
        await host.call(String(slug), completeRequest(request ?? null), Math.floor(remainingMs)),
      )
    },
  }
}

/** JSON text of the answer; empty for `undefined`, which the guest then sees as such. */
function callKv(kv: KvPort, text: string): string {
  const [operation, first, second] = parseArguments(text)
  const key = String(first)
  if (Buffer.byteLength(key) > limits.kvKeyBytes)
    throw new GuestArgumentError(`the key is longer than ${limits.kvKeyBytes} bytes`)
  switch (operation) {
    case 'get': {
      const value = kv.get(key)
      return value === undefined ? '' : JSON.stringify(value)
    }
    case 'set':
      kv.set(key, second ?? null)
      return ''
    case 'delete':
      return JSON.stringify(kv.delete(key))
    case 'list':
      return JSON.stringify(kv.list(key, listLimit(second)))
    default:
      throw new GuestArgumentError('unknown operation')
  }
}

function listLimit(value: Json | undefined): number {
  const limit = typeof value === 'number' ? Math.floor(value) : 100
  return Math.min(limits.kvKeys, Math.max(0, limit))
}

function responseText({ status, headers, body }: CartridgeResponse): string {
  return JSON.stringify({ status, headers, body })
}

/** The prelude's argument list. Its values are the guest's, hence the depth limit. */
function parseArguments(text: string): readonly Json[] {
  const parsed = parseJson(text, {
    maxBytes: limits.cartridgeOutputBytes * 3,
    maxDepth: limits.jsonDepth,
  })
  if (!parsed.ok) throw new GuestArgumentError(parsed.reason)
  return Array.isArray(parsed.value) ? parsed.value : []
}

function refuse(capability: string): never {
  throw new CapabilityError(capability)
}

export class CapabilityError extends ZooidError {
  override readonly name = 'CapabilityError'
  constructor(capability: string) {
    super('capability.unavailable', `capability "${capability}" is not available here`, {
      status: 403,
    })
  }
}

export class GuestArgumentError extends ZooidError {
  override readonly name = 'GuestArgumentError'
  constructor(message: string) {
    super('sandbox.argument', message, { status: 400 })
  }
}
