// The shapes `serve` answers with, built from rows and defects. No decisions.
import {
  buildOffer,
  type Defect,
  identifierExtension,
  type PaymentRequired,
  type PaymentRequirements,
  reasons,
  type SettleResponse,
} from '@zooid/x402'
import { type PaymentRow, receiptOf } from './row.ts'
import type { Served, StoredResponse, Terms } from './types.ts'

/** The requirements as they stand in the offer: the flow is on the wire only when it is `upfront`. */
export function offeredRequirements({ requirements, flow }: Terms): PaymentRequirements {
  const { name, version } = requirements.extra
  const extra = flow === 'upfront' ? { name, version, paymentFlow: flow } : { name, version }
  return { ...requirements, extra }
}

export function offerOf(terms: Terms, error?: string): PaymentRequired {
  return buildOffer({
    resource: terms.resource,
    accepts: [offeredRequirements(terms)],
    extensions: identifierExtension,
    ...(error === undefined ? {} : { error }),
  })
}

export function challenge(
  terms: Terms,
  { reason, message }: Defect,
  more: { readonly status?: 400; readonly settle?: SettleResponse } = {},
): Served {
  return {
    kind: 'challenge',
    status: more.status ?? 402,
    offer: offerOf(terms, reason),
    reason,
    message,
    ...(more.settle ? { settle: more.settle } : {}),
  }
}

/** The settlement of this row did not happen, or not yet: the body stays with us. */
export function unsettled(terms: Terms, row: PaymentRow): Served {
  const defect = defectOf(row)
  return challenge(terms, defect, { settle: failedSettle(row, defect) })
}

export function failedSettle(row: PaymentRow, { reason, message }: Defect): SettleResponse {
  return {
    success: false,
    errorReason: reason,
    errorMessage: message,
    payer: row.payer,
    transaction: row.txHash ?? '',
    network: row.network,
  }
}

export function settledResponse(row: PaymentRow): SettleResponse {
  return {
    success: true,
    payer: row.payer,
    transaction: row.txHash ?? '',
    network: row.network,
    amount: row.amount.toString(),
  }
}

/** Its authorization was claimed on a chain that is gone, and buys nothing on this one. */
export const spentOnPast: Defect = {
  reason: reasons.nonceUsed,
  message: 'this authorization was used on a chain that was reset; sign a new one',
}

/** Why a row that is taken, unfinished or failed gives no body now. */
export function defectOf(row: PaymentRow): Defect {
  switch (row.state) {
    case 'settling':
      return {
        reason: reasons.pending,
        message: `the settlement is not known yet: ${row.txHash}; send the same payment again`,
      }
    case 'failed':
    case 'expired':
      return {
        reason: row.reason ?? reasons.transactionFailed,
        message: 'the payment was not settled; sign a new one',
      }
    default:
      return { reason: reasons.nonceUsed, message: 'this authorization was used before' }
  }
}

export function notCharged(row: PaymentRow, response: StoredResponse): Served {
  return { kind: 'not_charged', response, receipt: receiptOf(row) }
}

export function inProgress(): Served {
  return {
    kind: 'conflict',
    code: 'payment.in_progress',
    message: 'the first request with this payment identifier is still running',
    retryAfterS: 1,
  }
}

export function bodyMismatch(): Served {
  return {
    kind: 'conflict',
    code: 'payment.body_mismatch',
    message: 'this payment identifier was used for another request',
  }
}

export function unavailable(code: string, message: string, retryAfterS = 5): Served {
  return { kind: 'unavailable', code, message, retryAfterS }
}
