// One payment as the ledger remembers it, and its projections. Rows are immutable: a transition makes a
// new row. `isOpen` states are the ones reconcile() has to finish.
import type { Address, Hex } from '@zooid/base'
import type { Authorization } from '@zooid/x402'
import type { payments } from './schema.ts'
import type { PaymentState, Receipt } from './types.ts'

/** What we owe for the money: a body after the work, a body after the money, or only the settlement. */
export type PaymentKind = 'authorization' | 'upfront' | 'facilitator'

export type PaymentRow = {
  readonly id: string
  readonly network: string
  readonly asset: Address
  readonly payer: Address
  readonly nonce: Hex
  readonly state: PaymentState
  readonly kind: PaymentKind
  readonly route: string
  readonly payTo: Address
  readonly amount: bigint
  readonly fingerprint: string
  readonly identifier: string | null
  readonly validAfter: bigint
  readonly validBefore: bigint
  readonly signature: Hex
  readonly txHash: Hex | null
  readonly blockNumber: bigint | null
  readonly refundTxHash: Hex | null
  readonly reason: string | null
  /** Head of the chain when this payment was first seen: older uses of its nonce are not ours. */
  readonly firstSeenBlock: bigint
  /** Is the body known to have reached the payer, or no longer owed? */
  readonly delivered: boolean
  readonly claimedAt: number
  readonly updatedAt: number
  /** Genesis hash of the chain it is on; null only when it is older than this column. */
  readonly chain: Hex | null
}

export type StoredRow = Omit<typeof payments.$inferSelect, 'seq'>

/** States that hold the payer's money in reserve: it may still move. */
export const reservingStates: readonly PaymentState[] = [
  'claimed',
  'verified',
  'executing',
  'settling',
]
export const openStates: readonly PaymentState[] = [...reservingStates, 'refunding']

export function isOpen(row: PaymentRow): boolean {
  return openStates.includes(row.state)
}

/** May the same authorization be tried again? Only when nothing of it ever reached the chain. */
export function isReclaimable(row: PaymentRow): boolean {
  return row.state === 'failed' && row.txHash === null
}

/** The unique claim: one authorization on one chain. */
export function claimKey(row: Pick<PaymentRow, 'network' | 'asset' | 'payer' | 'nonce'>): string {
  return `${row.network}/${row.asset}/${row.payer}/${row.nonce}`
}

export function authorizationOf(row: PaymentRow): Authorization {
  return {
    from: row.payer,
    to: row.payTo,
    value: row.amount,
    validAfter: row.validAfter,
    validBefore: row.validBefore,
    nonce: row.nonce,
  }
}

export function receiptOf(row: PaymentRow): Receipt {
  return {
    id: row.id,
    route: row.route,
    payer: row.payer,
    payTo: row.payTo,
    asset: row.asset,
    network: row.network,
    amount: row.amount.toString(),
    nonce: row.nonce,
    state: row.state,
    txHash: row.txHash,
    blockNumber: row.blockNumber?.toString() ?? null,
    refundTxHash: row.refundTxHash,
    reason: row.reason,
    claimedAt: row.claimedAt,
    updatedAt: row.updatedAt,
    chain: row.chain,
  }
}

export function toStored(row: PaymentRow): StoredRow {
  return {
    ...row,
    amount: row.amount.toString(),
    validAfter: row.validAfter.toString(),
    validBefore: row.validBefore.toString(),
    blockNumber: row.blockNumber?.toString() ?? null,
    firstSeenBlock: row.firstSeenBlock.toString(),
    delivered: row.delivered ? 1 : 0,
  }
}

/** The casts restore types that only this file writes and the table's checks guard. */
export function fromStored(stored: StoredRow): PaymentRow {
  return {
    id: stored.id,
    network: stored.network,
    asset: stored.asset as Address,
    payer: stored.payer as Address,
    nonce: stored.nonce as Hex,
    state: stored.state as PaymentState,
    kind: stored.kind as PaymentKind,
    route: stored.route,
    payTo: stored.payTo as Address,
    amount: BigInt(stored.amount),
    fingerprint: stored.fingerprint,
    identifier: stored.identifier,
    validAfter: BigInt(stored.validAfter),
    validBefore: BigInt(stored.validBefore),
    signature: stored.signature as Hex,
    txHash: stored.txHash as Hex | null,
    blockNumber: stored.blockNumber === null ? null : BigInt(stored.blockNumber),
    refundTxHash: stored.refundTxHash as Hex | null,
    reason: stored.reason,
    firstSeenBlock: BigInt(stored.firstSeenBlock),
    delivered: stored.delivered === 1,
    claimedAt: stored.claimedAt,
    updatedAt: stored.updatedAt,
    chain: stored.chain as Hex | null,
  }
}
