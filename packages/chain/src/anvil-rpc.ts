// JSON-RPC to our own devnet process, including the methods only a development chain has. Not the node's
// chain client: no failover, no breaker, no cache (rpc.ts has those).
import { type Json, messageOf, ZooidError } from '@zooid/base'

export type AnvilRpc = (method: string, params?: readonly Json[]) => Promise<Json>

/**
 * @param url of the devnet
 * @param timeoutMs per call. @default 10000
 * @returns a function that throws AnvilRpcError when the devnet refuses or does not answer
 */
export function createAnvilRpc(url: string, timeoutMs = 10_000): AnvilRpc {
  return async (method, params = []) => {
    let answer: { readonly result?: Json; readonly error?: { readonly message?: string } }
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      answer = (await response.json()) as typeof answer
    } catch (cause) {
      // Only the origin: a devnet may be somebody's service, with a key in the path.
      const reason = messageOf(cause).replaceAll(url, new URL(url).origin)
      throw new AnvilRpcError(
        `${method}: ${new URL(url).origin} does not answer: ${reason}`,
        true,
        cause,
      )
    }
    if (typeof answer !== 'object' || answer === null || answer.result === undefined)
      throw new AnvilRpcError(`${method}: ${answer?.error?.message ?? 'no result'}`, false)
    return answer.result
  }
}

export class AnvilRpcError extends ZooidError {
  override readonly name = 'AnvilRpcError'
  constructor(message: string, retryable: boolean, cause?: unknown) {
    super('devnet.rpc', message, { retryable, ...(cause === undefined ? {} : { cause }) })
  }
}
