// What a transaction offers per gas: room for the base fee to double, a tip the endpoint suggests, and a
// raise large enough for pools to accept a replacement (they ask for 10 %).
import type { Clock, Hex } from '@zooid/base'
import type { ChainClient } from './client.ts'
import { RpcCallError } from './rpc.ts'

export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }

const tipFallback = 1_000_000_000n
const tipCap = 100_000_000_000n
const tipKeptMs = 60_000

export function createFees(reader: ChainClient, clock: Clock) {
  let tip = tipFallback
  let tipReadAt = Number.NEGATIVE_INFINITY

  async function readTip(): Promise<bigint> {
    if (clock.now() - tipReadAt < tipKeptMs) return tip
    try {
      const suggested = BigInt(await reader.rpc.request<Hex>('eth_maxPriorityFeePerGas'))
      tip = suggested < tipCap ? suggested : tipCap
    } catch (error) {
      // Chains without the method still take a tip.
      if (!(error instanceof RpcCallError)) throw error
      tip = tipFallback
    }
    tipReadAt = clock.now()
    return tip
  }

  return {
    current: async (): Promise<Fees> => {
      const [{ baseFeePerGas }, maxPriorityFeePerGas] = await Promise.all([
        reader.header(),
        readTip(),
      ])
      return { maxFeePerGas: 2n * baseFeePerGas + maxPriorityFeePerGas, maxPriorityFeePerGas }
    },
    /** Twice the ceiling, the same tip: costs more only if the base fee rises. */
    roomy: (fees: Fees): Fees => ({ ...fees, maxFeePerGas: fees.maxFeePerGas * 2n }),
    /** At least a quarter more than `previous`, and no less than what is asked now. */
    raised: (previous: Fees, now: Fees): Fees => ({
      maxFeePerGas: max((previous.maxFeePerGas * 5n) / 4n + 1n, now.maxFeePerGas),
      maxPriorityFeePerGas: max(
        (previous.maxPriorityFeePerGas * 5n) / 4n + 1n,
        now.maxPriorityFeePerGas,
      ),
    }),
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
