// x402 version 1, spoken beside version 2: the offer is the 402 body, networks have names from a fixed
// list, and the payment comes in X-PAYMENT. Chains without a v1 name have no v1 offer.
import { type Json, parseJson } from '@zooid/base'
import { isJsonObject, objectField, ownField, stringField } from './fields.ts'
import { type ExactPayload, parseRequirements } from './header.ts'
import type { Network, PaymentRequired, PaymentRequirements } from './types.ts'

const v1Names: { readonly [name: string]: Network } = {
  base: 'eip155:8453',
  'base-sepolia': 'eip155:84532',
  avalanche: 'eip155:43114',
  'avalanche-fuji': 'eip155:43113',
  polygon: 'eip155:137',
  'polygon-amoy': 'eip155:80002',
  sei: 'eip155:1329',
  'sei-testnet': 'eip155:1328',
  abstract: 'eip155:2741',
  'abstract-testnet': 'eip155:11124',
  iotex: 'eip155:4689',
  peaq: 'eip155:3338',
}

export type PaymentRequiredV1 = {
  readonly x402Version: 1
  readonly error: string
  readonly accepts: readonly PaymentRequirementsV1[]
}

export type PaymentRequirementsV1 = {
  readonly scheme: 'exact'
  readonly network: string
  readonly maxAmountRequired: string
  readonly resource: string
  readonly description: string
  readonly mimeType: string
  readonly payTo: string
  readonly maxTimeoutSeconds: number
  readonly asset: string
  readonly extra: { readonly name: string; readonly version: string }
}

/** What a v1 client sends in X-PAYMENT. */
export type PaymentPayloadV1 = {
  readonly x402Version: 1
  readonly scheme: 'exact'
  readonly network: string
  readonly payload: ExactPayload
}

/** Name v1 clients know a chain by, or undefined when they cannot name it. */
export function v1NameOf(network: Network): string | undefined {
  return Object.keys(v1Names).find((name) => v1Names[name] === network)
}

/** The v1 body of an offer, or null when no entry is on a chain v1 can name. v1 knows no upfront flow. */
export function v1Body(offer: PaymentRequired): PaymentRequiredV1 | null {
  const accepts = offer.accepts.flatMap((entry) => {
    const network = v1NameOf(entry.network)
    if (network === undefined || entry.extra.paymentFlow === 'upfront') return []
    return [toV1(offer, entry, network)]
  })
  return accepts.length === 0
    ? null
    : { x402Version: 1, error: offer.error ?? 'X-PAYMENT header is required', accepts }
}

/** One entry of a parsed v1 offer together with the name its network goes by there. */
export type NamedRequirements = {
  readonly v1Network: string
  readonly requirements: PaymentRequirements
  readonly resourceUrl: string | undefined
}

/** Entries of a v1 402 body that we can pay, in v2 terms; empty when the body is no v1 offer. */
export function parseV1Body(text: string): readonly NamedRequirements[] {
  const json = parseJson(text, { maxBytes: 64 * 1024, maxDepth: 64 })
  if (!json.ok || !isJsonObject(json.value) || ownField(json.value, 'x402Version') !== 1) return []
  const accepts = ownField(json.value, 'accepts')
  return Array.isArray(accepts) ? accepts.slice(0, 64).flatMap(fromV1) : []
}

function toV1(
  { resource }: PaymentRequired,
  entry: PaymentRequirements,
  network: string,
): PaymentRequirementsV1 {
  return {
    scheme: entry.scheme,
    network,
    maxAmountRequired: entry.amount,
    resource: resource.url,
    description: resource.description ?? '',
    mimeType: resource.mimeType ?? '',
    payTo: entry.payTo,
    maxTimeoutSeconds: entry.maxTimeoutSeconds,
    asset: entry.asset,
    extra: { name: entry.extra.name, version: entry.extra.version },
  }
}

function fromV1(json: Json): readonly NamedRequirements[] {
  if (!isJsonObject(json)) return []
  const v1Network = stringField(json, 'network', 64)
  const network =
    v1Network !== undefined && Object.hasOwn(v1Names, v1Network) ? v1Names[v1Network] : undefined
  const requirements = parseRequirements({
    scheme: ownField(json, 'scheme') ?? null,
    network: network ?? null,
    amount: ownField(json, 'maxAmountRequired') ?? null,
    asset: ownField(json, 'asset') ?? null,
    payTo: ownField(json, 'payTo') ?? null,
    maxTimeoutSeconds: ownField(json, 'maxTimeoutSeconds') ?? null,
    extra: objectField(json, 'extra') ?? null,
  })
  if (!requirements || v1Network === undefined) return []
  return [{ v1Network, requirements, resourceUrl: stringField(json, 'resource') }]
}
