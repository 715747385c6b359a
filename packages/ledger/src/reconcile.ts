// After a crash, the chain knows better than we do: every row that was under way is asked about and
// finished or failed. Safe to run at any time; it leaves alone what this process is working on.
import { messageOf } from '@zooid/base'
import type { PaymentsContext } from './context.ts'
import { findPaidUse } from './front-run.ts'
import { continueRefund, refund } from './refund.ts'
import { recheckRecent } from './reorg.ts'
import type { PaymentRow } from './row.ts'
import { fail, resolveSettling } from './settle.ts'
import type { Payments } from './types.ts'

type Tally = { -readonly [key in keyof Awaited<ReturnType<Payments['reconcile']>>]: number }

export async function reconcile(context: PaymentsContext, signal?: AbortSignal): Promise<Tally> {
  const tally: Tally = { checked: 0, settled: 0, failed: 0, refunded: 0, pending: 0 }
  if (!(await knowsChain(context))) return { ...tally, pending: context.ledger.unfinished().length }
  for (const stored of context.ledger.unfinished()) {
    if (signal?.aborted) break
    // The list is a snapshot, and requests go on while we ask the chain.
    const row = context.ledger.find(stored) ?? stored
    if (context.serving.has(row.id) || context.settlements.has(row.id)) continue
    // Kept from requests meanwhile: nobody may claim or attach to a row we are deciding about.
    context.serving.add(row.id)
    try {
      const finished = await finish(context, row)
      // A settled row whose body waits for its payer is finished already.
      if (finished !== row || row.state !== 'settled') count(tally, finished)
    } catch (error) {
      tally.pending++
      context.log.warn({ id: row.id, error: messageOf(error) }, 'payment left open')
    } finally {
      context.serving.delete(row.id)
    }
  }
  await recheck(context, tally, signal)
  context.ledger.prune()
  if (tally.checked > 0) context.log.info(tally, 'payments reconciled')
  return tally
}

/** Without knowing which chain this is, nothing it says is about our payments. */
async function knowsChain({ ledger, reader, log }: PaymentsContext): Promise<boolean> {
  try {
    ledger.enterChain(await reader.genesis())
    return true
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'payments not looked at again')
    return false
  }
}

async function recheck(
  context: PaymentsContext,
  tally: Tally,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    for (const row of await recheckRecent(context, signal)) count(tally, row)
  } catch (error) {
    context.log.warn({ error: messageOf(error) }, 'recent settlements not looked at again')
  }
}

async function finish(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  switch (row.state) {
    case 'claimed':
    case 'verified':
    case 'executing':
      return owed(context, await resolveUnsent(context, row))
    case 'settling':
      return owed(context, await resolveSettling(context, row))
    case 'settled':
      return owed(context, row)
    case 'refunding':
      return continueRefund(context, row)
    default:
      return row
  }
}

/** We never broadcast it: either somebody else did, and paid us, or nothing happened. */
async function resolveUnsent(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  const use = await findPaidUse(context, row)
  if (!use) return fail(context, row, 'payment.interrupted')
  const settled: PaymentRow = {
    ...row,
    state: 'settled',
    txHash: use.txHash,
    blockNumber: use.blockNumber,
  }
  context.ledger.save(settled)
  context.emit('payment.settled', settled)
  return settled
}

/** Paid, undelivered, and the body is lost: then the money goes back. A stored body waits for a retry. */
async function owed(context: PaymentsContext, row: PaymentRow): Promise<PaymentRow> {
  if (row.state !== 'settled' || row.delivered || row.kind === 'facilitator') return row
  return context.ledger.response(row.id) ? row : refund(context, row, 'payment.response_lost')
}

function count(tally: Tally, after: PaymentRow): void {
  tally.checked++
  if (after.state === 'settled') tally.settled++
  else if (after.state === 'refunded') tally.refunded++
  else if (after.state === 'failed' || after.state === 'expired') tally.failed++
  else tally.pending++
}
