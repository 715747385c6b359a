// The facilitator half: verify and settle a payment for another server. It owes that server a settlement
// and no body, and reports success of one settlement exactly once. Whose payTo it serves is the gateway's
// rule, not ours.
import { messageOf, ZooidError } from '@zooid/base'
import {
  type Defect,
  type Payment,
  type PaymentRequirements,
  reasons,
  type SettleResponse,
  type VerifyResponse,
} from '@zooid/x402'
import { defectOf, failedSettle, settledResponse, spentOnPast } from './answers.ts'
import { newClaim } from './claim.ts'
import type { PaymentsContext } from './context.ts'
import { isReclaimable, type PaymentRow } from './row.ts'
import { fail, resolveSettling, settleRow } from './settle.ts'
import { checkFunds, checkSignature, checkTerms, checkWindow, nonceUsed } from './verify.ts'
import { untilDeadline } from './wait.ts'

const route = 'facilitator'

/** @throws ChainUnavailableError, LedgerUnavailableError (503) */
export async function facilitatorVerify(
  context: PaymentsContext,
  payment: Payment,
  requirements: PaymentRequirements,
): Promise<VerifyResponse> {
  const payer = payment.authorization.from
  const existing = context.ledger.find(await claimOf(context, payment, requirements))
  const defect =
    checkTerms(context, payment, requirements) ??
    (await checkSignature(context, payment)) ??
    (await checkWindow(context, payment, requirements)) ??
    (existing && !isReclaimable(existing) ? nonceUsed : null) ??
    (await checkFunds(context, payment, 0n)) ??
    checkPayerLimit(context, payer)
  return defect
    ? { isValid: false, invalidReason: defect.reason, invalidMessage: defect.message, payer }
    : { isValid: true, payer }
}

/** @throws ChainUnavailableError, LedgerUnavailableError (503) */
export async function facilitatorSettle(
  context: PaymentsContext,
  payment: Payment,
  requirements: PaymentRequirements,
): Promise<SettleResponse> {
  const claim = await claimOf(context, payment, requirements)
  const refuse = (defect: Defect) => failedSettle(claim, defect)
  const invalid =
    checkTerms(context, payment, requirements) ?? (await checkSignature(context, payment))
  if (invalid) return refuse(invalid)
  const existing = context.ledger.find(claim)
  if (existing && !isReclaimable(existing)) return attach(context, existing)
  const refused =
    (await checkWindow(context, payment, requirements)) ?? (await checkFunds(context, payment, 0n))
  if (refused) return refuse(refused)
  // Taken last, from the one who signed: nobody can use up the tokens of somebody else.
  if (!context.payerLimit.take(claim.payer)) return refuse(tooMany(context, claim.payer))

  const outcome = await context.ledger.claim(claim)
  if (outcome.status !== 'claimed') return failedSettle(outcome.row, defectOf(outcome.row))
  const { row, reservedBefore } = outcome
  context.emit('payment.claimed', row)
  return holding(context, row, async () => {
    const overdrawn =
      reservedBefore > 0n ? await checkFunds(context, payment, reservedBefore) : null
    if (overdrawn) {
      fail(context, row, overdrawn.reason)
      return refuse(overdrawn)
    }
    return report(context, row, settleRow(context, row))
  })
}

function checkPayerLimit(context: PaymentsContext, payer: string): Defect | null {
  return context.payerLimit.waitS(payer.toLowerCase()) > 0 ? tooMany(context, payer) : null
}

function tooMany({ payerLimit }: PaymentsContext, payer: string): Defect {
  const waitS = payerLimit.waitS(payer.toLowerCase())
  return {
    reason: reasons.rateLimited,
    message: `too many settlements for this payer; try again in ${waitS} s`,
  }
}

/** A retry joins the settlement under way, or hears of its success if nobody did yet. */
async function attach(context: PaymentsContext, row: PaymentRow): Promise<SettleResponse> {
  if (context.ledger.isPast(row)) return failedSettle(row, spentOnPast)
  const isOwed =
    row.kind === 'facilitator' &&
    !row.delivered &&
    !context.serving.has(row.id) &&
    (row.state === 'settling' || row.state === 'settled')
  if (!isOwed) return failedSettle(row, defectOf(row))
  return holding(context, row, () =>
    report(
      context,
      row,
      row.state === 'settled' ? Promise.resolve(row) : resolveSettling(context, row),
    ),
  )
}

async function report(
  context: PaymentsContext,
  row: PaymentRow,
  settlement: Promise<PaymentRow>,
): Promise<SettleResponse> {
  const final = await untilDeadline(context.clock, context.settleWaitMs, settlement)
  if (final?.state === 'settled') {
    context.ledger.save({ ...final, delivered: true })
    return settledResponse(final)
  }
  const open: PaymentRow = final ?? { ...(context.ledger.find(row) ?? row), state: 'settling' }
  return failedSettle(open, defectOf(open))
}

async function holding(
  context: PaymentsContext,
  row: PaymentRow,
  run: () => Promise<SettleResponse>,
): Promise<SettleResponse> {
  context.serving.add(row.id)
  try {
    return await run()
  } catch (error) {
    if (error instanceof ZooidError && error.status === 503) {
      const failed = fail(context, row, reasons.settleError)
      return failedSettle(failed, { reason: reasons.settleError, message: messageOf(error) })
    }
    throw error
  } finally {
    context.serving.delete(row.id)
  }
}

function claimOf(
  context: PaymentsContext,
  payment: Payment,
  requirements: PaymentRequirements,
): Promise<PaymentRow> {
  return newClaim(context, payment, {
    kind: 'facilitator',
    route,
    requirements,
    fingerprint: route,
    identifier: null,
  })
}
