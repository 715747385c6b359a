// Makes the row that claims an authorization. The terms come from our own table; the payer supplies only
// who, when, and the signature.
import type { Address, Hex } from '@zooid/base'
import { toHex } from '@zooid/base'
import type { Payment, PaymentRequirements } from '@zooid/x402'
import type { PaymentsContext } from './context.ts'
import type { PaymentKind, PaymentRow } from './row.ts'

export type ClaimTerms = {
  readonly kind: PaymentKind
  readonly route: string
  readonly requirements: PaymentRequirements
  readonly fingerprint: string
  readonly identifier: string | null
}

/** @throws ChainUnavailableError when the first or the newest block of the chain is not known */
export async function newClaim(
  { ledger, reader, clock, rng }: Pick<PaymentsContext, 'ledger' | 'reader' | 'clock' | 'rng'>,
  { authorization, signature }: Payment,
  { kind, route, requirements, fingerprint, identifier }: ClaimTerms,
): Promise<PaymentRow> {
  const now = clock.now()
  const chain = await reader.genesis()
  ledger.enterChain(chain)
  return {
    id: newId(now, rng),
    network: requirements.network,
    asset: lower(requirements.asset),
    payer: lower(authorization.from),
    nonce: lower(authorization.nonce),
    state: 'claimed',
    kind,
    route,
    payTo: lower(requirements.payTo),
    amount: authorization.value,
    fingerprint,
    identifier,
    validAfter: authorization.validAfter,
    validBefore: authorization.validBefore,
    signature,
    txHash: null,
    blockNumber: null,
    refundTxHash: null,
    reason: null,
    firstSeenBlock: (await reader.head()).number,
    delivered: false,
    claimedAt: now,
    updatedAt: now,
    chain,
  }
}

/** Begins with the time, so that neighbours in time share pages of the index: one disk write, not many. */
function newId(now: number, rng: PaymentsContext['rng']): string {
  return `pay_${now.toString(16).padStart(12, '0')}${toHex(rng.bytes(10)).slice(2)}`
}

/** Case carries only a checksum; the unique index must not see two spellings of one claim. */
function lower<T extends Address | Hex>(hex: T): T {
  return hex.toLowerCase() as T
}
