// What every step of the payment state machine shares: ports, the ledger, and the memory of what is in
// flight in this process. No decisions are made here.
import type { Address, Clock, Hex, Json, Log, Rng } from '@zooid/base'
import type { ChainProfile, ChainReader, Settler } from '@zooid/chain'
import type { Cooldown } from './cooldown.ts'
import type { LedgerBook } from './ledger.ts'
import type { PayerLimit } from './payer-limit.ts'
import { type PaymentRow, receiptOf } from './row.ts'

export type PaymentEventType =
  | 'payment.claimed'
  | 'payment.settled'
  | 'payment.failed'
  | 'payment.refunded'

export type PaymentsOptions = {
  readonly ledger: LedgerBook
  readonly reader: ChainReader
  readonly settler: Settler
  /** Signer of a digest by a canonical 65-byte signature, or null. */
  readonly recover: (digest: Hex, signature: Hex) => Address | null | Promise<Address | null>
  readonly profile: ChainProfile
  /** Where the money of our own routes goes. */
  readonly payTo: Address
  readonly clock: Clock
  readonly rng: Rng
  readonly events?: (type: PaymentEventType, data: Json) => void
  readonly log: Log
  /** Longest a request waits for its settlement, ms; then it is `settlement_pending`. @default 20000 */
  readonly settleWaitMs?: number
  /** Settlements the facilitator makes for one payer per minute: we pay their gas. @default 60 */
  readonly facilitatorPerMinute?: number
}

export type PaymentsContext = Required<Omit<PaymentsOptions, 'events' | 'facilitatorPerMinute'>> & {
  readonly emit: (type: PaymentEventType, row: PaymentRow) => void
  readonly cooldown: Cooldown
  readonly payerLimit: PayerLimit
  /** Settlements under way, by payment id; each resolves with the row's last word and never rejects. */
  readonly settlements: Map<string, Promise<PaymentRow>>
  /** Payments some request is serving now. */
  readonly serving: Set<string>
}

export function emitTo(events: PaymentsOptions['events']): PaymentsContext['emit'] {
  return (type, row) => {
    const { id, route, payer, amount, network, state, txHash, refundTxHash, reason } =
      receiptOf(row)
    events?.(type, { id, route, payer, amount, network, state, txHash, refundTxHash, reason })
  }
}
