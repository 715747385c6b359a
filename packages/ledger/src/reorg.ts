// A settlement counted after few confirmations can still be dropped by a reorganisation. Rows of the last
// blocks are looked at again, one per transaction; what is gone goes back to `settling` and is broadcast
// again. The body may be out by then: that is the risk `confirmations` is there to set.
import type { PaymentsContext } from './context.ts'
import { authorizationOf, type PaymentRow } from './row.ts'
import { resolveSettling } from './settle.ts'

/** Deeper reorganisations are not looked for. */
const depthBlocks = 12n
/** Transactions looked at per run, newest first. */
const maxTransactions = 100

/** Rows whose settlement had vanished, after asking for them again. @throws ChainUnavailableError */
export async function recheckRecent(
  context: PaymentsContext,
  signal?: AbortSignal,
): Promise<readonly PaymentRow[]> {
  const head = await context.reader.head()
  const oldest = head.number > depthBlocks ? head.number - depthBlocks : 0n
  const byTx = new Map<string | null, PaymentRow[]>()
  for (const row of context.ledger.settledSince(oldest)) {
    const rows = byTx.get(row.txHash)
    if (rows) rows.push(row)
    else byTx.set(row.txHash, [row])
  }
  const again: PaymentRow[] = []
  for (const rows of [...byTx.values()].slice(0, maxTransactions)) {
    const [first] = rows
    if (signal?.aborted || !first) break
    const use = await context.reader.findAuthorizationUse(authorizationOf(first))
    if (use) continue
    for (const row of rows) {
      context.log.warn({ id: row.id, txHash: row.txHash }, 'settlement was dropped by a reorg')
      const settling: PaymentRow = { ...row, state: 'settling', blockNumber: null }
      await context.ledger.saveDurable(settling)
      again.push(await resolveSettling(context, settling))
    }
  }
  return again
}
