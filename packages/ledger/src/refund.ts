// Money back for work that was paid and not done: a recorded transfer from the settler to the payer. The
// decision and the hash are on disk before the transfer is broadcast, so a crash cannot pay it twice;
// whatever could not be finished stays in `refunding` for reconcile().
import { messageOf } from '@zooid/base'
import type { SettleOutcome } from '@zooid/chain'
import type { PaymentsContext } from './context.ts'
import type { PaymentRow } from './row.ts'

/** Never rejects; the row it returns is `refunded`, or `refunding` when it has to be tried again. */
export async function refund(
  context: PaymentsContext,
  row: PaymentRow,
  reason: string,
): Promise<PaymentRow> {
  const decided: PaymentRow = { ...row, state: 'refunding', reason, delivered: true }
  try {
    await context.ledger.saveDurable(decided)
  } catch (error) {
    context.log.error({ id: row.id, error: messageOf(error) }, 'refund not written down yet')
    return row
  }
  return transfer(context, decided)
}

/** Takes up a refund an earlier process left behind. Never rejects. */
export async function continueRefund(
  context: PaymentsContext,
  row: PaymentRow,
): Promise<PaymentRow> {
  if (row.refundTxHash === null) return transfer(context, row)
  try {
    const outcome = await context.settler.outcomeOfTransfer(row.refundTxHash, row.payer, row.amount)
    // Unknown to the chain and the pool: its nonce goes to the next transaction, so it cannot come back.
    if (outcome.status === 'unknown' || outcome.status === 'failed')
      return await transfer(context, row)
    return conclude(context, row, outcome)
  } catch (error) {
    context.log.warn({ id: row.id, error: messageOf(error) }, 'refund still unknown')
    return row
  }
}

async function transfer(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  let current = row
  try {
    const outcome = await context.settler.transfer(row.payer, row.amount, async (txHash) => {
      const sent: PaymentRow = { ...row, refundTxHash: txHash }
      await context.ledger.saveDurable(sent)
      current = sent
    })
    return conclude(context, current, outcome)
  } catch (error) {
    context.log.error({ id: row.id, error: messageOf(error) }, 'refund broke, will be tried again')
    return current
  }
}

function conclude(
  { ledger, emit, log }: PaymentsContext,
  row: PaymentRow,
  outcome: SettleOutcome,
): PaymentRow {
  if (outcome.status !== 'settled') {
    const message = outcome.status === 'failed' ? outcome.message : 'not mined yet'
    log.error({ id: row.id, payer: row.payer, message }, 'refund open, will be tried again')
    return row
  }
  const done: PaymentRow = { ...row, state: 'refunded', refundTxHash: outcome.txHash }
  ledger.save(done)
  emit('payment.refunded', done)
  return done
}
