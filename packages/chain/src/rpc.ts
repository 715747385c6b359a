// JSON-RPC over several URLs of the same chain: failover in order, one breaker per URL, a deadline and
// a byte cap per answer. An endpoint is asked for its chain id before it is trusted, so a wrong chain,
// an HTML page or a stalled socket counts against the endpoint and never reaches a caller as data.
import { type Clock, type Fetch, type Log, messageOf, ZooidError } from '@zooid/base'
import { type CustomTransport, custom } from 'viem'
import { type Breaker, type BreakerOptions, createBreaker } from './breaker.ts'
import type { ChainHealth } from './types.ts'

export type RpcOptions = {
  readonly urls: readonly string[]
  readonly chainId: number
  readonly clock: Clock
  readonly log: Log
  readonly fetch?: Fetch
  /** Deadline of one attempt at one endpoint, ms. @default 5000 */
  readonly timeoutMs?: number
  /** Largest answer read. @default 8 MiB */
  readonly maxBytes?: number
  readonly breaker?: BreakerOptions
}

export type Rpc = {
  /**
   * @throws RpcCallError when an endpoint answered with a JSON-RPC error (a revert, a refused transaction)
   * @throws ChainUnavailableError when no endpoint answered
   */
  readonly request: <T = unknown>(
    method: string,
    params?: readonly unknown[],
    signal?: AbortSignal,
  ) => Promise<T>
  readonly endpoints: () => ChainHealth['endpoints']
  /** Reason of the last endpoint failure, cleared by the next answer. */
  readonly problem: () => string | undefined
}

type Endpoint = {
  readonly url: string
  readonly breaker: Breaker
  chainChecked: Promise<void> | null
}

/** JSON-RPC codes and statuses by which a provider says "not now", as opposed to answering. */
const providerTrouble = new Set([-32005, -32016, -32097, 429])

export function createRpc(options: RpcOptions): Rpc {
  const { clock, log, timeoutMs = 5000, maxBytes = 8 * 1024 * 1024 } = options
  const fetchPort: Fetch = options.fetch ?? ((input, init) => fetch(input, init))
  const endpoints: readonly Endpoint[] = options.urls.map((url) => ({
    url,
    breaker: createBreaker(options.breaker),
    chainChecked: null,
  }))
  let nextId = 1
  let problem: string | undefined

  async function callEndpoint(
    url: string,
    method: string,
    params: readonly unknown[],
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const id = nextId++
    const deadline = AbortSignal.timeout(timeoutMs)
    let text: string
    let status: number
    try {
      const response = await fetchPort(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      status = response.status
      text = await readCapped(response, maxBytes)
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      if (error instanceof EndpointFailure) throw error
      throw new EndpointFailure(
        deadline.aborted ? `no answer within ${timeoutMs} ms` : describeNetworkError(error, url),
      )
    }
    return parseAnswer(text, status, id)
  }

  function checkChain(endpoint: Endpoint): Promise<void> {
    endpoint.chainChecked ??= callEndpoint(endpoint.url, 'eth_chainId', [], undefined)
      .then((answer) => {
        const chainId = typeof answer === 'string' ? Number(answer) : Number.NaN
        if (chainId !== options.chainId)
          throw new EndpointFailure(`serves chain ${chainId}, expected ${options.chainId}`, true)
      })
      .catch((error) => {
        endpoint.chainChecked = null
        // A JSON-RPC error to so plain a question means it is no node for us.
        throw error instanceof EndpointFailure ? error : new EndpointFailure(messageOf(error))
      })
    return endpoint.chainChecked
  }

  async function request<T>(
    method: string,
    params: readonly unknown[] = [],
    signal?: AbortSignal,
  ): Promise<T> {
    const reasons: string[] = []
    for (const endpoint of endpoints) {
      signal?.throwIfAborted()
      if (!endpoint.breaker.tryAcquire(clock.now())) {
        reasons.push(`${hostOf(endpoint.url)}: resting after failures`)
        continue
      }
      try {
        // After failures the process behind the URL may be another one: ask again.
        if (endpoint.breaker.failures() > 0) endpoint.chainChecked = null
        await unlessAborted(checkChain(endpoint), signal)
        const result = await callEndpoint(endpoint.url, method, params, signal)
        endpoint.breaker.succeed()
        problem = undefined
        return result as T
      } catch (error) {
        if (error instanceof RpcCallError) {
          endpoint.breaker.succeed()
          error.othersFailed = reasons.length > 0
          throw error
        }
        if (!(error instanceof EndpointFailure)) {
          endpoint.breaker.release()
          throw error
        }
        const before = endpoint.breaker.state(clock.now())
        endpoint.breaker.fail(clock.now(), error.fatal)
        const reason = `${hostOf(endpoint.url)}: ${error.message}`
        reasons.push(reason)
        problem = reason
        if (before === 'closed' && endpoint.breaker.state(clock.now()) !== 'closed')
          log.warn(
            { endpoint: hostOf(endpoint.url), reason: error.message },
            'rpc endpoint resting',
          )
      }
    }
    throw new ChainUnavailableError(options.chainId, reasons)
  }

  return {
    request,
    problem: () => problem,
    endpoints: () =>
      endpoints.map(({ url, breaker }) => ({
        // Provider keys live in paths and queries of RPC URLs: health shows only the origin.
        url: hostOf(url),
        state: breaker.state(clock.now()),
        failures: breaker.failures(),
      })),
  }
}

/** The same endpoints as a viem transport, for callers that use viem clients. */
export function rpcTransport(rpc: Rpc): CustomTransport {
  return custom(
    {
      request: async ({ method, params }: { method: string; params?: unknown }) => {
        try {
          return await rpc.request(method, (params ?? []) as readonly unknown[])
        } catch (error) {
          // viem branches on numeric codes and `data`.
          if (error instanceof RpcCallError)
            throw Object.assign(new Error(error.message, { cause: error }), {
              code: error.rpcCode,
              data: error.data,
            })
          throw error
        }
      },
    },
    { retryCount: 0 },
  )
}

/** The check is shared by callers, so one who gives up leaves without ending it. */
function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const announced = Number(response.headers.get('content-length') ?? 0)
  if (announced > maxBytes) {
    await response.body?.cancel()
    throw new EndpointFailure(`answer of ${announced} bytes is over the cap of ${maxBytes}`)
  }
  if (!response.body) return ''
  // A plain body that tells its length cannot be longer, and is not worth a reader.
  if (announced > 0 && !response.headers.has('content-encoding')) return response.text()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw new EndpointFailure(`answer is over the cap of ${maxBytes} bytes`)
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseAnswer(text: string, status: number, id: number): unknown {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    const start = JSON.stringify(text.slice(0, 40))
    throw new EndpointFailure(`HTTP ${status} with something that is not JSON: ${start}`)
  }
  if (typeof answer !== 'object' || answer === null)
    throw new EndpointFailure(`HTTP ${status} with JSON that is no JSON-RPC answer`)
  const { error, result, id: answerId } = answer as { [key: string]: unknown }
  if (typeof error === 'object' && error !== null) {
    const { code, message, data } = error as { [key: string]: unknown }
    const rpcCode = typeof code === 'number' ? code : -32603
    const text = typeof message === 'string' ? message.slice(0, 500) : 'no message'
    if (status === 429 || status >= 500 || providerTrouble.has(rpcCode))
      throw new EndpointFailure(`HTTP ${status}, code ${rpcCode}: ${text}`)
    throw new RpcCallError(rpcCode, text, typeof data === 'string' ? data : undefined)
  }
  if (status !== 200 || answerId !== id || result === undefined)
    throw new EndpointFailure(`HTTP ${status} with JSON that is no JSON-RPC answer`)
  return result
}

function describeNetworkError(error: unknown, url: string): string {
  const cause = error instanceof Error ? error.cause : undefined
  const text = cause === undefined ? messageOf(error) : `${messageOf(error)} (${messageOf(cause)})`
  // fetch repeats the URL in some messages, with the provider key in it.
  return text.replaceAll(url, hostOf(url))
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'unparsable URL'
}

/** Something is wrong with the endpoint, not with the question. */
class EndpointFailure extends Error {
  readonly fatal: boolean
  constructor(message: string, fatal = false) {
    super(message)
    this.fatal = fatal
  }
}

/** The chain answered, and the answer is an error: a revert, a refused transaction, a bad parameter. */
export class RpcCallError extends ZooidError {
  override readonly name = 'RpcCallError'
  readonly rpcCode: number
  readonly data: string | undefined
  /** Endpoints asked before this one did not answer; what they did with a transaction is unknown. */
  othersFailed = false
  constructor(rpcCode: number, message: string, data: string | undefined) {
    super('chain.rpc_call', message, { status: 502 })
    this.rpcCode = rpcCode
    this.data = data
  }
}

export class ChainUnavailableError extends ZooidError {
  override readonly name = 'ChainUnavailableError'
  constructor(chainId: number, reasons: readonly string[]) {
    super(
      'chain.unavailable',
      `no RPC endpoint of chain ${chainId} answered (${reasons.join('; ')})`,
      {
        hint: 'check that the chain runs and that the configured RPC URLs belong to it',
        status: 503,
        retryable: true,
      },
    )
  }
}
