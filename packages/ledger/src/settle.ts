// From executing to an end: hands the authorization to the settler, keeps its hash on disk before it is
// broadcast, and writes down what became of it. Never rejects; a row it leaves in `settling` is one whose
// fate the chain has yet to tell, and whoever asks again (a retry, reconcile) comes back here.
import { type Hex, messageOf } from '@zooid/base'
import type { SettleOutcome } from '@zooid/chain'
import { reasons } from '@zooid/x402'
import type { PaymentsContext } from './context.ts'
import { findPaidUse } from './front-run.ts'
import { authorizationOf, type PaymentRow } from './row.ts'
import type { StoredResponse } from './types.ts'

/** Less validity than this is not worth a rebroadcast. */
const minRebroadcastSeconds = 6n

/** Settles a row once; a second call while it runs gets the same promise. */
export function settleRow(
  context: PaymentsContext,
  row: PaymentRow,
  response?: StoredResponse,
): Promise<PaymentRow> {
  return once(context, row.id, () => broadcast(context, row, response))
}

/** Asks the chain what became of a row in `settling`; settles it again when it is lost and still valid. */
export function resolveSettling(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  return once(context, row.id, () => resolve(context, row))
}

function once(
  { settlements }: PaymentsContext,
  id: string,
  run: () => Promise<PaymentRow>,
): Promise<PaymentRow> {
  const running = settlements.get(id)
  if (running) return running
  const promise = run().finally(() => settlements.delete(id))
  settlements.set(id, promise)
  return promise
}

async function broadcast(
  context: PaymentsContext,
  row: PaymentRow,
  response: StoredResponse | undefined,
): Promise<PaymentRow> {
  let current = row
  try {
    const outcome = await context.settler.settle({
      authorization: authorizationOf(row),
      signature: row.signature,
      // A rejection here stops the broadcast: what is not on disk must not be on the chain.
      onBroadcast: async (txHash) => {
        const settling: PaymentRow = { ...row, state: 'settling', txHash }
        await context.ledger.saveDurable(settling, response)
        current = settling
      },
    })
    return await conclude(context, current, outcome, response)
  } catch (error) {
    context.log.warn({ id: row.id, error: messageOf(error) }, 'settlement attempt broke')
    return current.txHash === null
      ? fail(context, current, reasons.settleError)
      : keepSettling(context, { ...current, state: 'settling' })
  }
}

async function resolve(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  try {
    const outcome = row.txHash
      ? await context.settler.outcomeOf(row.txHash, authorizationOf(row))
      : ({ status: 'unknown' } as const)
    if (outcome.status !== 'unknown') return await conclude(context, row, outcome)
    const use = await context.reader.findAuthorizationUse(authorizationOf(row))
    if (use) {
      const paid = await findPaidUse(context, row)
      return paid
        ? settled(context, row, paid.txHash, paid.blockNumber)
        : fail(context, row, reasons.nonceUsed)
    }
    const head = await context.reader.head()
    const now = BigInt(Math.max(Math.floor(context.clock.now() / 1000), head.timestamp))
    if (row.validBefore >= now + minRebroadcastSeconds)
      return await broadcast(context, row, undefined)
    const expired: PaymentRow = { ...row, state: 'expired', reason: reasons.validBefore }
    context.ledger.save(expired)
    context.emit('payment.failed', expired)
    return expired
  } catch (error) {
    context.log.warn({ id: row.id, error: messageOf(error) }, 'settlement still unknown')
    return row
  }
}

async function conclude(
  context: PaymentsContext,
  row: PaymentRow,
  outcome: SettleOutcome,
  response?: StoredResponse,
): Promise<PaymentRow> {
  if (outcome.status === 'settled')
    return settled(context, row, outcome.txHash, outcome.blockNumber, response)
  if (outcome.status === 'pending')
    return keepSettling(context, { ...row, state: 'settling', txHash: outcome.txHash })
  // Somebody else may have broadcast the authorization: then we were paid, and owe the body.
  const paid = await findPaidUse(context, row)
  if (paid) return settled(context, row, paid.txHash, paid.blockNumber, response)
  const failed = fail(context, { ...row, txHash: outcome.txHash ?? row.txHash }, outcome.reason)
  // Work was lost through the payer; trouble of our own side is not held against anybody.
  if (
    row.kind !== 'facilitator' &&
    outcome.reason !== reasons.settleError &&
    !context.ledger.isPast(row)
  )
    context.cooldown.recordFailure(row.payer)
  return failed
}

function settled(
  { ledger, emit, cooldown }: PaymentsContext,
  row: PaymentRow,
  txHash: Hex,
  blockNumber: bigint,
  response?: StoredResponse,
): PaymentRow {
  const done: PaymentRow = { ...row, state: 'settled', txHash, blockNumber, reason: null }
  ledger.save(done, response)
  cooldown.recordSuccess(row.payer)
  emit('payment.settled', done)
  return done
}

function keepSettling({ ledger }: PaymentsContext, row: PaymentRow): PaymentRow {
  ledger.save(row)
  return row
}

/** Ends a row without money having moved. */
export function fail(
  { ledger, emit }: PaymentsContext,
  row: PaymentRow,
  reason: string,
): PaymentRow {
  const failed: PaymentRow = { ...row, state: 'failed', reason }
  ledger.save(failed)
  emit('payment.failed', failed)
  return failed
}
