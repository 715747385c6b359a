// Turns concurrent `eth_call`s into few: what is asked while a request is on its way goes out together
// as one aggregate3 call. A lone read goes direct, so an idle node pays one round trip and no overhead.
import type { Address, Hex } from '@zooid/base'
import { type BatchCall, BatchDecodeError, decodeAggregate3, encodeAggregate3 } from './batch.ts'
import { type Rpc, RpcCallError } from './rpc.ts'

export type BatchReader = {
  /** Return data of a call at the latest block, or null when it reverts. */
  readonly call: (to: Address, data: Hex) => Promise<Hex | null>
}

type Waiting = BatchCall & {
  readonly resolve: (data: Hex | null) => void
  readonly reject: (error: unknown) => void
}

/** One: what is asked while it is on its way shares the next, and a round trip costs more than a longer batch. */
const maxInFlight = 1
const maxCalls = 100

export function createBatchReader(rpc: Rpc, multicall3: Address): BatchReader {
  let waiting: Waiting[] = []
  let inFlight = 0
  let scheduled = false
  let canAggregate = true

  async function callDirect({ to, data }: BatchCall): Promise<Hex | null> {
    try {
      return await rpc.request<Hex>('eth_call', [{ to, data }, 'latest'])
    } catch (error) {
      if (isRevert(error)) return null
      throw error
    }
  }

  async function callTogether(calls: readonly Waiting[]): Promise<readonly (Hex | null)[]> {
    if (calls.length > 1 && canAggregate) {
      try {
        const answer = await callDirect({ to: multicall3, data: encodeAggregate3(calls) })
        // Nothing at that address on this chain.
        if (answer === '0x') canAggregate = false
        else if (answer !== null)
          return decodeAggregate3(answer, calls.length).map(({ success, data }) =>
            success ? data : null,
          )
      } catch (error) {
        if (!(error instanceof BatchDecodeError)) throw error
      }
    }
    return Promise.all(calls.map(callDirect))
  }

  async function flush(): Promise<void> {
    scheduled = false
    if (waiting.length === 0 || inFlight >= maxInFlight) return
    const calls = waiting.slice(0, maxCalls)
    waiting = waiting.slice(maxCalls)
    inFlight++
    try {
      const answers = await callTogether(calls)
      calls.forEach((call, i) => {
        call.resolve(answers[i] ?? null)
      })
    } catch (error) {
      for (const call of calls) call.reject(error)
    } finally {
      inFlight--
      schedule()
    }
  }

  function schedule(): void {
    if (scheduled || waiting.length === 0 || inFlight >= maxInFlight) return
    scheduled = true
    setImmediate(() => void flush())
  }

  return {
    call: (to, data) =>
      new Promise((resolve, reject) => {
        waiting.push({ to, data, resolve, reject })
        schedule()
      }),
  }
}

/** Did the chain execute the call and refuse, as opposed to not understanding the question? */
export function isRevert(error: unknown): boolean {
  return (
    error instanceof RpcCallError &&
    (error.rpcCode === 3 ||
      /revert|out of gas|invalid opcode|opcode not found|stack|bad jump|InvalidFEOpcode|OutOfGas|EVM error/i.test(
        error.message,
      ))
  )
}
