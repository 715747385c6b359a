// The paid call: HTTP -> terms -> Payments.serve -> HTTP. Work happens only inside serve, so there is no
// path from a request to a cartridge around the ledger. HEAD takes the same road as GET.
import { createHash, randomUUID } from 'node:crypto'
import { type Hex, limits, messageOf, ZooidError } from '@zooid/base'
import type { PaidRequest, Receipt, Served } from '@zooid/ledger'
import type { CartridgeRequest, Fault } from '@zooid/sandbox'
import { encodeHeader, reasons } from '@zooid/x402'
import type { Access } from './access.ts'
import { readBody, refuseLargeBody } from './body.ts'
import { watchConnection } from './connection.ts'
import { type Call, clientAddress, requestHeader } from './env.ts'
import { faultResponse, guestRequest, type Outcome, outcomeOf, withPayer } from './guest.ts'
import type { Metrics } from './metrics.ts'
import { challengeReply, type Quote, type QuoteBook } from './offer.ts'
import { HttpProblem, problemReply } from './problem.ts'
import type { RateLimit } from './rate-limit.ts'
import { MethodNotAllowedError, TooManyRequestsError, UnknownCartridgeError } from './refusals.ts'
import { type Reply, respond } from './reply.ts'
import type { GatewayDeps } from './types.ts'

/** What a call costs in rate-limit tokens. An offer is a table look-up; a payment is a signature check. */
const challengeCost = 0.02
const paymentCost = 1

export type PaidParts = {
  readonly deps: GatewayDeps
  readonly access: Access
  readonly quotes: QuoteBook
  readonly rateLimit: RateLimit
  readonly metrics: Metrics
}

/** Handler of `/c/<slug>` and everything below it, for every method. */
export function createPaidHandler(parts: PaidParts): (c: Call) => Response | Promise<Response> {
  const { access, rateLimit, metrics } = parts

  const finish = (c: Call, reply: Reply, startedAt: number): Response => {
    metrics.observe(c.req.method, '/c/{slug}', reply.status, performance.now() - startedAt)
    return respond(reply)
  }
  const fail = (c: Call, error: unknown, startedAt: number): Response =>
    finish(c, problemReply(error, randomUUID(), parts.deps.log), startedAt)

  // Synchronous up to the challenge: the server adapter answers those without a single promise.
  return (c) => {
    const startedAt = performance.now()
    try {
      access.checkHost(c)
      const payment = paymentHeader(c)
      takeTokens(rateLimit, c, payment === undefined ? challengeCost : paymentCost)
      const target = splitPath(c.req.path)
      const quote = findQuote(parts, target.slug)
      if (!quote.methods.has(c.req.method))
        throw new MethodNotAllowedError(c.req.method, quote.allow)
      refuseLargeBody(c, limits.requestBodyBytes)
      if (payment === undefined) {
        metrics.paidOutcome('unpaid')
        return finish(c, quote.challenge, startedAt)
      }
      return servePayment(parts, c, quote, target.rest, payment).then(
        (reply) => finish(c, reply, startedAt),
        (error: unknown) => fail(c, error, startedAt),
      )
    } catch (error) {
      return fail(c, error, startedAt)
    }
  }
}

type PaymentHeader = NonNullable<PaidRequest['header']>

async function servePayment(
  parts: PaidParts,
  c: Call,
  quote: Quote,
  path: string,
  header: PaymentHeader,
): Promise<Reply> {
  const { deps, metrics, rateLimit } = parts
  // Node joins repeated headers with commas and Base64 has none: a comma means two payments. Neither
  // counts, or a proxy and we could disagree about which one does.
  if (header.value.includes(',')) {
    metrics.paidOutcome('challenge')
    return challengeReply(400, deps.payments.offer(quote.terms, reasons.undecodable), deps)
  }
  const body = await readBody(c, limits.requestBodyBytes)
  const search = searchOf(c.req.url)
  const request = guestRequest(c, { path, search }, body)
  const connection = watchConnection(c)
  let fault: Fault | undefined
  const served = await deps.payments.serve(
    quote.terms,
    { header, fingerprint: fingerprintOf(c, search, body) },
    async (payer) => {
      const outcome = await runCartridge(deps, quote, withPayer(request, payer), connection.signal)
      if (outcome.kind === 'answer') return outcome.response
      fault = outcome.fault
      return faultResponse(fault)
    },
    connection.signal,
  )
  metrics.paidOutcome(served.kind)
  if (served.kind === 'paid') {
    rateLimit.giveBack(clientAddress(c), paymentCost)
    connection.onEnd(served.delivered, served.abandoned)
  }
  // Only now is it known whether the money stayed, moved or came back.
  if (served.kind === 'not_charged' && fault !== undefined)
    return servedReply(
      { ...served, response: faultResponse(fault, served.receipt) },
      header.version,
      deps,
    )
  return servedReply(served, header.version, deps)
}

/** Never throws: whatever goes wrong here is an answer above 400, and nobody pays for those. */
async function runCartridge(
  deps: GatewayDeps,
  quote: Quote,
  request: CartridgeRequest,
  signal: AbortSignal,
): Promise<Outcome> {
  const { slug, manifest } = quote.cartridge
  try {
    return outcomeOf(await deps.shelf.call(slug, request, signal), manifest)
  } catch (error) {
    const isExpected = signal.aborted || (error instanceof ZooidError && error.retryable)
    deps.log[isExpected ? 'info' : 'error']({ err: error, slug }, 'a cartridge could not be run')
    return {
      kind: 'fault',
      fault: {
        kind: 'infrastructure',
        code: error instanceof ZooidError ? error.code : 'cartridge.not_run',
        message: messageOf(error),
      },
    }
  }
}

function servedReply(served: Served, version: 1 | 2, deps: GatewayDeps): Reply {
  switch (served.kind) {
    case 'challenge':
      return challengeReply(served.status, served.offer, deps, served.settle)
    case 'paid': {
      const outcome = encodeHeader(served.settle)
      return {
        status: served.response.status,
        headers: {
          ...served.response.headers,
          'Cache-Control': 'private, no-store',
          Vary: 'PAYMENT-SIGNATURE, X-PAYMENT',
          'PAYMENT-RESPONSE': outcome,
          ...(version === 1 ? { 'X-PAYMENT-RESPONSE': outcome } : {}),
          ...receiptHeaders(served.receipt),
        },
        body: served.response.body,
      }
    }
    case 'not_charged':
      return {
        status: served.response.status,
        headers: {
          ...served.response.headers,
          'Cache-Control': 'no-store',
          ...receiptHeaders(served.receipt),
        },
        body: served.response.body,
      }
    case 'conflict':
      throw new HttpProblem(409, served.code, served.message, {
        headers:
          served.retryAfterS === undefined ? {} : { 'Retry-After': String(served.retryAfterS) },
      })
    case 'unavailable':
      throw new HttpProblem(503, served.code, served.message, {
        hint: 'no work was done and nothing was charged',
        headers: { 'Retry-After': String(served.retryAfterS) },
      })
  }
}

function receiptHeaders({ id, txHash, refundTxHash }: Receipt) {
  return {
    'Zooid-Receipt': `/ledger/${id}`,
    ...(txHash === null ? {} : { 'Zooid-Transaction': txHash }),
    ...(refundTxHash === null ? {} : { 'Zooid-Refund': refundTxHash }),
  }
}

/** The v2 header decides whenever it is there; a v1 header beside it is not even looked at. */
function paymentHeader(c: Call): PaymentHeader | undefined {
  const v2 = requestHeader(c, 'payment-signature')
  if (v2 !== undefined) return { version: 2, value: v2 }
  const v1 = requestHeader(c, 'x-payment')
  return v1 === undefined ? undefined : { version: 1, value: v1 }
}

function findQuote(parts: PaidParts, slug: string): Quote {
  const cartridge = parts.deps.shelf.find(slug)
  if (cartridge === undefined) throw new UnknownCartridgeError(slug)
  return parts.quotes.quote(cartridge)
}

/** `/c/<slug>/<rest>`: the slug is taken as it stands, so no second decoding can make a second meaning. */
function splitPath(path: string): { slug: string; rest: string } {
  const end = path.indexOf('/', 3)
  return end === -1
    ? { slug: path.slice(3), rest: '/' }
    : { slug: path.slice(3, end), rest: path.slice(end) }
}

function searchOf(url: string): string {
  const mark = url.indexOf('?')
  return mark === -1 ? '' : url.slice(mark)
}

/** Binds a payment to this very request. The line feed cannot occur in method, path or query. */
function fingerprintOf(c: Call, search: string, body: Uint8Array): Hex {
  const digest = createHash('sha256')
    .update(`${c.req.method}\n${c.req.path.replaceAll('\n', '%0A')}\n${search}\n`)
    .update(body)
    .digest('hex')
  return `0x${digest}`
}

function takeTokens(rateLimit: RateLimit, c: Call, cost: number): void {
  const retryAfterS = rateLimit.take(clientAddress(c), cost)
  if (retryAfterS > 0) throw new TooManyRequestsError(retryAfterS)
}
