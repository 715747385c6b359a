// Money. DESIGN §3: claimed -> verified -> executing -> settling(txHash) -> settled | failed | expired | refunded.
import type { Address, Hex } from '@zooid/base'
import type {
  Payment,
  PaymentFlow,
  PaymentRequired,
  PaymentRequirements,
  ResourceInfo,
  SettleResponse,
  VerifyResponse,
} from '@zooid/x402'

export type PaymentState =
  | 'claimed'
  | 'verified'
  | 'executing'
  | 'settling'
  | 'settled'
  | 'failed'
  | 'expired'
  | 'refunding'
  | 'refunded'

/** Our own terms for one route; nothing in it comes from the request. */
export type Terms = {
  /** Server-known route, e.g. `c/json-diff`. */
  readonly route: string
  readonly resource: ResourceInfo
  readonly requirements: PaymentRequirements
  readonly flow: PaymentFlow
}

export type PaidRequest = {
  /** Value of PAYMENT-SIGNATURE (v2) or X-PAYMENT (v1); undefined when unpaid. */
  readonly header: { readonly version: 1 | 2; readonly value: string } | undefined
  /** sha256 over method, path, query and body: what the payment is good for. */
  readonly fingerprint: Hex
}

export type StoredResponse = {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: Uint8Array
}

export type PayerInfo = {
  readonly payer: Address
  readonly amount: bigint
  readonly asset: Address
  readonly network: string
}

export type Receipt = {
  readonly id: string
  readonly route: string
  readonly payer: Address
  readonly payTo: Address
  readonly asset: Address
  readonly network: string
  readonly amount: string
  readonly nonce: Hex
  readonly state: PaymentState
  readonly txHash: Hex | null
  readonly blockNumber: string | null
  readonly refundTxHash: Hex | null
  readonly reason: string | null
  readonly claimedAt: number
  readonly updatedAt: number
  /** Genesis hash of the chain it is on; null when that is not known yet. */
  readonly chain: Hex | null
  /** That chain is gone (a devnet that was reset): nothing of this payment can change any more. */
  readonly past?: true
}

export type Served =
  /** Not paid (or not well): answer `status` (402, or 400 for an undecodable header) with this offer. */
  | {
      readonly kind: 'challenge'
      readonly status: 400 | 402
      readonly offer: PaymentRequired
      readonly reason: string
      readonly message: string
      readonly settle?: SettleResponse
    }
  /** Paid, settled: answer this. Call delivered() once flushed, or abandoned() when the socket closed first. */
  | {
      readonly kind: 'paid'
      readonly response: StoredResponse
      readonly settle: SettleResponse
      readonly receipt: Receipt
      readonly replayed: boolean
      readonly delivered: () => void
      readonly abandoned: () => void
    }
  /** The work answered >= 400 or threw: pass its response on; nothing was charged (or it was refunded, for upfront). */
  | { readonly kind: 'not_charged'; readonly response: StoredResponse; readonly receipt: Receipt }
  /** payment-identifier reused with another request, or its first use still running. */
  | {
      readonly kind: 'conflict'
      readonly code: 'payment.body_mismatch' | 'payment.in_progress'
      readonly message: string
      readonly retryAfterS?: number
    }
  /** Chain or disk not available: 503, no work was done. */
  | {
      readonly kind: 'unavailable'
      readonly code: string
      readonly message: string
      readonly retryAfterS: number
    }

export type Payments = {
  /** The 402 for these terms. */
  readonly offer: (terms: Terms, error?: string) => PaymentRequired
  /** claim -> verify -> work -> settle (or claim -> verify -> settle -> work -> refund when upfront). Never throws for what the payer sent. */
  readonly serve: (
    terms: Terms,
    request: PaidRequest,
    work: (payer: PayerInfo) => Promise<StoredResponse>,
    signal?: AbortSignal,
  ) => Promise<Served>
  /** Facilitator API: check only, no claim. */
  readonly verify: (payment: Payment, requirements: PaymentRequirements) => Promise<VerifyResponse>
  /** Facilitator API: claim, verify, settle. */
  readonly settle: (payment: Payment, requirements: PaymentRequirements) => Promise<SettleResponse>
  /** Ask the chain about every open row, then finish or fail it. Run on boot before listening. */
  readonly reconcile: (signal?: AbortSignal) => Promise<{
    readonly checked: number
    readonly settled: number
    readonly failed: number
    readonly refunded: number
    readonly pending: number
  }>
  /** Waits until no payment is between claim and its end, or the signal aborts. */
  readonly drain: (signal?: AbortSignal) => Promise<void>
}

export type Revenue = {
  readonly route: string
  readonly payments: number
  readonly amount: string
  readonly refunded: string
}

export type Ledger = {
  readonly payments: (filter: {
    readonly limit: number
    /** Claimed before this time, ms since the epoch. */
    readonly before?: number
    /** Older than this row: the last one of the page before. */
    readonly after?: Pick<Receipt, 'claimedAt' | 'id'>
    readonly state?: PaymentState
    readonly route?: string
  }) => readonly Receipt[]
  readonly receipt: (id: string) => Receipt | undefined
  readonly revenue: () => readonly Revenue[]
  readonly counts: () => { readonly [state in PaymentState]?: number }
  readonly close: () => void
}
