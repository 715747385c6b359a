// The paid call: refuse, or claim -> work -> settle -> body (authorization flow), or claim -> settle ->
// work -> body or refund (upfront). Invariants: no work before the claim is on disk, no body before the
// money moved, one body per payment unless a payment identifier asks for the same one again.
import { messageOf, ZooidError } from '@zooid/base'
import { type Payment, parsePayment, readIdentifier, reasons } from '@zooid/x402'
import {
  bodyMismatch,
  challenge,
  defectOf,
  inProgress,
  notCharged,
  offeredRequirements,
  settledResponse,
  spentOnPast,
  unavailable,
  unsettled,
} from './answers.ts'
import { newClaim } from './claim.ts'
import type { PaymentsContext } from './context.ts'
import { findPaidUse } from './front-run.ts'
import { maxStoredResponseBytes } from './ledger.ts'
import { refund } from './refund.ts'
import { isReclaimable, openStates, type PaymentRow, receiptOf } from './row.ts'
import { fail, resolveSettling, settleRow } from './settle.ts'
import type { PaidRequest, PayerInfo, Served, StoredResponse, Terms } from './types.ts'
import { checkFunds, checkSignature, checkTerms, checkWindow } from './verify.ts'
import { untilDeadline } from './wait.ts'

/** One call of `Payments.serve`. */
export type Call = {
  readonly terms: Terms
  readonly request: PaidRequest
  readonly work: (payer: PayerInfo) => Promise<StoredResponse>
  readonly signal: AbortSignal | undefined
}

export async function serve(context: PaymentsContext, call: Call): Promise<Served> {
  const { terms, request } = call
  if (!request.header)
    return challenge(terms, { reason: reasons.required, message: 'this call costs money' })
  const parsed = parsePayment(request.header.value, request.header.version)
  if (parsed.status === 'undecodable') return challenge(terms, parsed, { status: 400 })
  if (parsed.status === 'malformed') return challenge(terms, parsed)
  try {
    return await servePayment(context, call, parsed.payment)
  } catch (error) {
    // Chain or disk: ours to repair, and nothing was done or charged.
    if (error instanceof ZooidError && error.status === 503)
      return unavailable(error.code, error.message)
    throw error
  }
}

async function servePayment(
  context: PaymentsContext,
  call: Call,
  payment: Payment,
): Promise<Served> {
  const { terms, request } = call
  const requirements = offeredRequirements(terms)
  const defect =
    checkTerms(context, payment, requirements, terms.resource.url) ??
    (await checkSignature(context, payment))
  if (defect) return challenge(terms, defect)

  const identifier = readIdentifier(payment)
  if (identifier.status === 'invalid')
    return challenge(terms, {
      reason: reasons.payload,
      message: 'payment-identifier.id is invalid',
    })
  const claim = await newClaim(context, payment, {
    kind: terms.flow,
    route: terms.route,
    requirements,
    fingerprint: request.fingerprint,
    identifier: identifier.status === 'ok' ? identifier.id : null,
  })
  const twin = findTwin(context, claim)
  if (twin) {
    if (twin.fingerprint !== claim.fingerprint) return bodyMismatch()
    if (context.serving.has(twin.id)) return inProgress()
    return revisit(context, call, twin)
  }
  const existing = context.ledger.find(claim)
  if (existing && !isReclaimable(existing)) return revisit(context, call, existing)

  const waitMs = context.cooldown.remainingMs(claim.payer)
  if (waitMs > 0)
    return challenge(terms, {
      reason: reasons.cooledDown,
      message: `your last payment could not be settled; try again in ${Math.ceil(waitMs / 1000)} s`,
    })
  const untimely = await checkWindow(context, payment, requirements)
  if (untimely) return challenge(terms, untimely)
  const unfunded = await checkFunds(context, payment, 0n)
  // A nonce that was used after we saw it, to pay us, is money we already have.
  if (unfunded && !(existing && (await findPaidUse(context, existing))))
    return challenge(terms, unfunded)

  const outcome = await context.ledger.claim(claim)
  if (outcome.status !== 'claimed') return lostRace(terms, claim, outcome.row)
  const { row, reservedBefore } = outcome
  context.serving.add(row.id)
  context.emit('payment.claimed', row)
  let served: Served | undefined
  try {
    const overdrawn =
      reservedBefore > 0n ? await checkFunds(context, payment, reservedBefore) : null
    if (overdrawn) {
      fail(context, row, overdrawn.reason)
      return challenge(terms, overdrawn)
    }
    served = await serveClaimed(context, call, row)
    return served
  } catch (error) {
    const current = context.ledger.find(row)
    if (current?.state === 'claimed' || current?.state === 'executing')
      fail(context, current, 'payment.interrupted')
    throw error
  } finally {
    // A paid answer stays ours until it was delivered or abandoned.
    if (served?.kind !== 'paid') context.serving.delete(row.id)
  }
}

async function serveClaimed(
  context: PaymentsContext,
  call: Call,
  row: PaymentRow,
): Promise<Served> {
  if (call.signal?.aborted) return notCharged(fail(context, row, 'payment.client_gone'), gone)
  if (row.kind === 'upfront') {
    const paid = await untilSettled(context, call, settleRow(context, row))
    return paid?.state === 'settled'
      ? workForMoney(context, call, paid)
      : withhold(context, call.terms, row, paid)
  }
  const executing: PaymentRow = { ...row, state: 'executing' }
  context.ledger.save(executing)
  const response = await runWork(context, call, executing)
  if (response.status >= 400 || call.signal?.aborted) {
    const reason = response.status >= 400 ? 'payment.work_failed' : 'payment.client_gone'
    return notCharged(fail(context, executing, reason), response)
  }
  const final = await untilSettled(context, call, settleRow(context, executing, response))
  return final?.state === 'settled'
    ? paidAnswer(context, final, response, false)
    : withhold(context, call.terms, row, final)
}

/** Nobody is there to read it. */
const gone: StoredResponse = { status: 499, headers: {}, body: new Uint8Array() }

/** Upfront: the money is here, now the work; if it fails the money goes back. */
async function workForMoney(
  context: PaymentsContext,
  call: Call,
  row: PaymentRow,
): Promise<Served> {
  const response = await runWork(context, call, row)
  if (response.status >= 400)
    return notCharged(await refund(context, row, 'payment.work_failed'), response)
  // Without the body on disk a crash from here on means a refund, so it is kept before it is sent.
  const isTooLarge = response.body.byteLength > maxStoredResponseBytes
  const worked: PaymentRow = { ...row, delivered: isTooLarge }
  try {
    await context.ledger.saveDurable(worked, response)
  } catch (error) {
    context.log.warn({ id: row.id, error: messageOf(error) }, 'serving without a stored response')
  }
  return paidAnswer(context, worked, response, false)
}

async function runWork(
  { log }: PaymentsContext,
  { work }: Call,
  row: PaymentRow,
): Promise<StoredResponse> {
  try {
    return await work({
      payer: row.payer,
      amount: row.amount,
      asset: row.asset,
      network: row.network,
    })
  } catch (error) {
    log.error({ id: row.id, route: row.route, error: messageOf(error) }, 'paid work threw')
    const isOurs = error instanceof ZooidError
    const problem = {
      type: 'about:blank',
      title: isOurs ? error.message : 'the work failed',
      status: isOurs ? error.status : 500,
      code: isOurs ? error.code : 'payment.work_failed',
    }
    return {
      status: problem.status,
      headers: { 'content-type': 'application/problem+json' },
      body: new TextEncoder().encode(JSON.stringify(problem)),
    }
  }
}

/** A payment we have a row for: attach to its settlement, or hand out a body that never arrived. */
async function revisit(context: PaymentsContext, call: Call, row: PaymentRow): Promise<Served> {
  const { terms, request } = call
  if (context.ledger.isPast(row)) return challenge(terms, spentOnPast)
  const isHeld = context.serving.has(row.id)
  const isSame = row.fingerprint === request.fingerprint && row.kind === terms.flow
  const response = isSame && row.state === 'settled' ? context.ledger.response(row.id) : undefined
  if (response && row.identifier !== null) return paidAnswer(context, row, response, true)
  if (isHeld || !isSame || row.delivered) return challenge(terms, defectOf(row))
  if (row.state !== 'settling' && row.state !== 'settled') return challenge(terms, defectOf(row))

  context.serving.add(row.id)
  let served: Served | undefined
  try {
    served = await handOut(context, call, row)
    return served
  } finally {
    if (served?.kind !== 'paid') context.serving.delete(row.id)
  }
}

async function handOut(context: PaymentsContext, call: Call, row: PaymentRow): Promise<Served> {
  const final =
    row.state === 'settled' ? row : await untilSettled(context, call, resolveSettling(context, row))
  if (final?.state !== 'settled') return withhold(context, call.terms, row, final)
  const response = context.ledger.response(row.id)
  if (response) return paidAnswer(context, final, response, true)
  return row.kind === 'upfront'
    ? workForMoney(context, call, final)
    : challenge(call.terms, defectOf(final))
}

/** An earlier payment of this payer under the same identifier that still counts. */
function findTwin({ ledger }: PaymentsContext, claim: PaymentRow): PaymentRow | undefined {
  if (claim.identifier === null) return undefined
  const row = ledger.findByIdentifier(claim.payer, claim.identifier)
  if (!row || ledger.isPast(row)) return undefined
  return openStates.includes(row.state) || row.state === 'settled' ? row : undefined
}

function lostRace(terms: Terms, claim: PaymentRow, winner: PaymentRow): Served {
  if (claim.identifier !== null && winner.identifier === claim.identifier)
    return winner.fingerprint === claim.fingerprint ? inProgress() : bodyMismatch()
  return challenge(terms, defectOf(winner))
}

function untilSettled(
  { clock, settleWaitMs }: PaymentsContext,
  { terms, signal }: Call,
  settlement: Promise<PaymentRow>,
): Promise<PaymentRow | undefined> {
  const waitMs = Math.min(settleWaitMs, terms.requirements.maxTimeoutSeconds * 1000)
  return untilDeadline(clock, waitMs, settlement, signal)
}

/** No money (yet), so no body. `final` is undefined when the settlement outlived our patience. */
function withhold(
  { ledger }: PaymentsContext,
  terms: Terms,
  row: PaymentRow,
  final: PaymentRow | undefined,
): Served {
  if (!final) return unsettled(terms, { ...(ledger.find(row) ?? row), state: 'settling' })
  if (final.state === 'failed' && final.reason === reasons.settleError)
    return unavailable(
      'payment.settle_unavailable',
      'the payment could not be sent to the chain; nothing was charged',
    )
  return unsettled(terms, final)
}

function paidAnswer(
  { ledger, serving }: PaymentsContext,
  row: PaymentRow,
  response: StoredResponse,
  replayed: boolean,
): Served {
  let isOpen = true
  const end = (delivered: boolean) => {
    if (!isOpen) return
    isOpen = false
    serving.delete(row.id)
    const current = ledger.find(row) ?? row
    if (delivered && !current.delivered) ledger.save({ ...current, delivered: true })
  }
  return {
    kind: 'paid',
    response,
    settle: settledResponse(row),
    receipt: receiptOf(row),
    replayed,
    delivered: () => end(true),
    abandoned: () => end(false),
  }
}
