// An authorization is public once seen: anybody may broadcast it, and the money still comes to us. Then
// the nonce is used, our own settlement fails, and the payer is owed the body. This decides when.
import type { AuthorizationUse } from '@zooid/chain'
import type { PaymentsContext } from './context.ts'
import { authorizationOf, type PaymentRow } from './row.ts'

/**
 * The use of this row's authorization that paid us, or null. It must be newer than our first sight of
 * the payment (an older one bought something else) and must not carry another payment of this payer:
 * one transfer in a transaction with two used nonces pays for one body.
 * @throws ChainUnavailableError
 */
export async function findPaidUse(
  { reader, ledger }: PaymentsContext,
  row: PaymentRow,
): Promise<AuthorizationUse | null> {
  // A chain knows nothing of what a row of another one is about.
  if (ledger.isPast(row)) return null
  const use = await reader.findAuthorizationUse(authorizationOf(row))
  if (!use?.paid) return null
  // Our own broadcast, perhaps one of a batch.
  if (use.txHash === row.txHash) return use
  if (use.blockNumber <= row.firstSeenBlock) return null
  return ledger.isTxOfOther(use.txHash, row) ? null : use
}
