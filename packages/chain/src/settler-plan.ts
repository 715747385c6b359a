// Jobs -> one transaction with a gas limit. Plain authorizations share a measured figure, so a batch costs
// no estimate; a lone call is estimated, which also keeps what would revert from being sent at all.
import { type Address, type Hex, messageOf } from '@zooid/base'
import { type Defect, reasons } from '@zooid/x402'
import { type BatchCall, encodeAggregate3 } from './batch.ts'
import { isRevert } from './batch-reads.ts'
import type { ChainClient } from './client.ts'
import { explainFailure } from './settler-explain.ts'
import type { Job } from './settler-job.ts'

export type Plan = BatchCall & { readonly value: bigint; readonly gas: bigint }

/** One transaction stays well inside a block. */
const maxBatchGas = 12_000_000n
/** A wallet whose code needs more is not worth its payment. */
const maxPaymentGas = 2_000_000n
/** What one transaction may use (EIP-7825). */
const maxTransactionGas = 16_777_216n
const batchOverheadGas = 80_000n
/** When nothing could be measured because the first payments would all fail. */
const assumedPaymentGas = 200_000n

export function createPlanner(reader: ChainClient, signer: Address) {
  const { rpc, profile } = reader
  let gasPerPayment: bigint | null = null

  async function estimate({ call }: Job): Promise<bigint> {
    const value = `0x${call.value.toString(16)}`
    const request = { from: signer, to: call.to, data: call.data, value }
    return BigInt(await rpc.request<Hex>('eth_estimateGas', [request]))
  }

  async function planAlone(job: Job): Promise<Plan | Defect> {
    try {
      const gas = await estimate(job)
      if (job.payment && gas > maxPaymentGas)
        return {
          reason: reasons.transactionFailed,
          message: `needs ${gas} gas, the cap is ${maxPaymentGas}`,
        }
      return { ...job.call, gas: withMargin(gas) }
    } catch (error) {
      if (!isRevert(error)) throw error
      const defect = job.payment ? await explainFailure(reader, job.payment) : null
      const message = `the call would fail: ${messageOf(error)}`
      return defect ?? { reason: reasons.transactionFailed, message }
    }
  }

  async function measurePayment(jobs: readonly Job[]): Promise<bigint> {
    for (const job of jobs.slice(0, 4)) {
      try {
        return paymentGas(await estimate(job))
      } catch (error) {
        // This one fails on its own; its neighbour may tell.
        if (!isRevert(error)) throw error
      }
    }
    return assumedPaymentGas
  }

  return {
    /** The transaction for these jobs, or why the only one of them should not be sent. */
    plan: async (jobs: readonly Job[]): Promise<Plan | Defect> => {
      const [first] = jobs
      if (!first) return { reason: reasons.settleError, message: 'nothing to send' }
      if (!first.canShare) return planAlone(first)
      gasPerPayment ??= await measurePayment(jobs)
      const gas = batchOverheadGas + gasPerPayment * BigInt(jobs.length)
      if (jobs.length === 1) return { ...first.call, gas }
      const data = encodeAggregate3(jobs.map((job) => job.call))
      return { to: profile.contracts.multicall3, data, value: 0n, gas }
    },
    /** Most payments that fit into one transaction. */
    batchRoom: (): number =>
      Math.max(1, Number(maxBatchGas / (gasPerPayment ?? assumedPaymentGas))),
    /** A receipt that shows more than was assumed raises the figure. */
    learn: (gasUsed: bigint, payments: number): void => {
      const seen = paymentGas(gasUsed / BigInt(payments))
      if (gasPerPayment === null || seen > gasPerPayment) gasPerPayment = seen
    },
  }
}

/** Room for a payee who holds nothing yet and for a colder nonce slot. */
function paymentGas(measured: bigint): bigint {
  return (measured * 13n) / 10n + 20_000n
}

/** A third more, but not over what one transaction may use unless the call itself is. */
function withMargin(gas: bigint): bigint {
  const wanted = (gas * 13n) / 10n
  if (wanted <= maxTransactionGas) return wanted
  return gas > maxTransactionGas ? gas : maxTransactionGas
}
