// The facilitator API: other servers let this node verify and settle payments. Only for terms we know:
// our chain, our asset, and payTo addresses that are ours or configured, or we would pay a stranger's gas;
// and for amounts worth ours.
import { z } from '@hono/zod-openapi'
import { type Json, sameAddress } from '@zooid/base'
import {
  type Payment,
  type PaymentRequirements,
  parsePaymentJson,
  parseRequirements,
  type SettleResponse,
  type SupportedResponse,
  type VerifyResponse,
} from '@zooid/x402'
import { priceOf } from '../offer.ts'
import { jsonReply } from '../reply.ts'
import { type Route, route } from '../route.ts'
import { answers, jsonObject } from '../schemas.ts'
import type { GatewayDeps } from '../types.ts'

const limitsText =
  'For amounts from the cheapest price on the shelf of this node (100 atomic units while it is empty), and 60 settlements per payer and minute: the gas is ours.'

const requestSchema = z
  .object({
    x402Version: z.union([z.literal(1), z.literal(2)]),
    paymentPayload: jsonObject,
    paymentRequirements: jsonObject,
  })
  .openapi('FacilitatorRequest')

/** Least amount in atomic units while nothing is for sale here. */
const leastAmount = 100n

type Refusal = { readonly reason: string; readonly message: string; readonly payer?: string }
type Parsed =
  | { readonly ok: true; readonly payment: Payment; readonly requirements: PaymentRequirements }
  | ({ readonly ok: false } & Refusal)

export function facilitatorRoutes(deps: GatewayDeps): Route[] {
  const { network } = deps.profile
  return [
    route({
      method: 'post',
      path: '/verify',
      auth: 'public',
      tags: ['facilitator'],
      summary: 'Would this payment settle?',
      description: limitsText,
      body: requestSchema,
      responses: answers(jsonObject.openapi('VerifyResponse'), 'The verdict', [400, 413]),
      answer: async ({ body }) => {
        const parsed = parseRequest(body, deps)
        return jsonReply(
          parsed.ok
            ? await deps.payments.verify(parsed.payment, parsed.requirements)
            : refusedVerify(parsed),
        )
      },
    }),
    route({
      method: 'post',
      path: '/settle',
      auth: 'public',
      tags: ['facilitator'],
      summary: 'Settle a payment once',
      description: limitsText,
      body: requestSchema,
      responses: answers(jsonObject.openapi('SettleResponse'), 'The outcome', [400, 413]),
      answer: async ({ body }) => {
        const parsed = parseRequest(body, deps)
        return jsonReply(
          parsed.ok
            ? await deps.payments.settle(parsed.payment, parsed.requirements)
            : refusedSettle(parsed, network),
        )
      },
    }),
    route({
      method: 'get',
      path: '/supported',
      auth: 'public',
      tags: ['facilitator'],
      summary: 'Schemes and networks this facilitator settles',
      responses: answers(jsonObject.openapi('SupportedResponse'), 'Supported kinds'),
      answer: () => jsonReply(supported(deps)),
    }),
  ]
}

function supported({ profile, settler }: GatewayDeps): SupportedResponse {
  const v2 = { x402Version: 2, scheme: 'exact', network: profile.network }
  return {
    kinds:
      profile.v1Network === undefined
        ? [v2]
        : [v2, { x402Version: 1, scheme: 'exact', network: profile.v1Network }],
    extensions: [],
    signers: { [profile.network]: [settler.address] },
  }
}

function parseRequest(body: z.infer<typeof requestSchema>, deps: GatewayDeps): Parsed {
  // Zod has seen plain JSON and nothing else, so this is Json.
  const payload = body.paymentPayload as Json
  const requirements = parseRequirements(
    normalizeRequirements(body.paymentRequirements, body.x402Version, deps) as Json,
  )
  if (requirements === null)
    return {
      ok: false,
      reason: 'invalid_payment_requirements',
      message: 'paymentRequirements are no exact terms on an EVM chain',
    }
  const parsed = parsePaymentJson(payload, body.x402Version)
  if (parsed.status !== 'ok') return { ok: false, reason: parsed.reason, message: parsed.message }
  const { payment } = parsed
  const refusal = refuseTerms(requirements, deps)
  return refusal === null
    ? { ok: true, payment, requirements }
    : { ok: false, payer: payment.authorization.from, ...refusal }
}

/** v1 servers send the v1 spelling: a network name and maxAmountRequired. */
function normalizeRequirements(
  requirements: { readonly [key: string]: unknown },
  version: 1 | 2,
  { profile }: GatewayDeps,
) {
  if (version === 2) return requirements
  const { maxAmountRequired, network, ...rest } = requirements
  return {
    ...rest,
    amount: maxAmountRequired,
    network: network === profile.v1Network ? profile.network : network,
  }
}

function refuseTerms(requirements: PaymentRequirements, deps: GatewayDeps): Refusal | null {
  const { profile, settler, config } = deps
  if (requirements.network !== profile.network)
    return { reason: 'invalid_network', message: `this facilitator settles on ${profile.network}` }
  if (!sameAddress(requirements.asset, profile.asset.address))
    return {
      reason: 'invalid_payment_requirements',
      message: `this facilitator settles ${profile.asset.symbol} at ${profile.asset.address}`,
    }
  const payees = [settler.address, ...config.facilitatorPayTo]
  if (!payees.some((payee) => payee === '*' || sameAddress(payee, requirements.payTo)))
    return {
      reason: 'invalid_payment_requirements',
      message: 'this facilitator does not settle for that payTo',
    }
  const least = leastOnShelf(deps)
  if (BigInt(requirements.amount) < least)
    return {
      reason: 'invalid_payment_requirements',
      message: `this facilitator settles amounts from ${least}`,
    }
  return null
}

/** Whoever may settle less than a call costs could spend our gas for less than a call costs. */
function leastOnShelf(deps: GatewayDeps): bigint {
  const prices = deps.shelf.list().map((cartridge) => BigInt(priceOf(cartridge, deps).atomic))
  return prices.length === 0
    ? leastAmount
    : prices.reduce((least, price) => (price < least ? price : least))
}

function refusedVerify({ reason, message, payer }: Refusal): VerifyResponse {
  return {
    isValid: false,
    invalidReason: reason,
    invalidMessage: message,
    ...(payer === undefined ? {} : { payer }),
  }
}

function refusedSettle({ reason, message, payer }: Refusal, network: string): SettleResponse {
  return {
    success: false,
    errorReason: reason,
    errorMessage: message,
    transaction: '',
    network,
    ...(payer === undefined ? {} : { payer }),
  }
}
