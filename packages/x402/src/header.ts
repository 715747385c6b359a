// The three x402 headers: standard Base64 of a UTF-8 JSON object. Decoding treats every byte as hostile;
// the split between `undecodable` (HTTP 400) and `malformed` (HTTP 402) is the one strict clients test.
import {
  decodeBase64Utf8,
  encodeBase64Utf8,
  isAddress,
  type Json,
  limits,
  parseAtomic,
  parseJson,
} from '@zooid/base'
import { isJsonObject, type JsonObject, objectField, ownField, stringField } from './fields.ts'
import { type PaymentParse, parsePaymentJson } from './payment.ts'
import { type Defect, reasons } from './reasons.ts'
import type {
  Authorization,
  Extensions,
  Network,
  PaymentRequired,
  PaymentRequirements,
  ResourceInfo,
  SettleResponse,
} from './types.ts'

/** Offers carry schemas and descriptions, so we read more from a server than from a payer. */
const maxResponseHeaderBytes = 64 * 1024

export type HeaderParse = PaymentParse | ({ readonly status: 'undecodable' } & Defect)

/** What a client sends back in PAYMENT-SIGNATURE. */
export type PaymentPayload = {
  readonly x402Version: 2
  readonly resource?: ResourceInfo
  readonly accepted: PaymentRequirements
  readonly payload: ExactPayload
  readonly extensions?: Extensions
}

export type ExactPayload = {
  readonly signature: string
  readonly authorization: { readonly [key in keyof Authorization]: string }
}

/**
 * Reads PAYMENT-SIGNATURE (version 2) or X-PAYMENT (version 1).
 * `undecodable`: no Base64, UTF-8, JSON or object, or over the byte or depth cap. Everything else that
 * is wrong is `malformed`. Never throws.
 */
export function parsePayment(header: string, version: 1 | 2): HeaderParse {
  const json = decodeJsonHeader(header, limits.paymentHeaderBytes)
  return json.ok
    ? parsePaymentJson(json.value, version)
    : { status: 'undecodable', reason: reasons.undecodable, message: json.reason }
}

/** Header value of any x402 object. */
export function encodeHeader(
  object: PaymentRequired | PaymentPayload | SettleResponse | { readonly x402Version: 1 },
): string {
  return encodeBase64Utf8(JSON.stringify(object))
}

/** The offer in PAYMENT-REQUIRED, keeping only entries we can type; null when it is no offer. */
export function decodePaymentRequired(header: string): PaymentRequired | null {
  const json = decodeJsonHeader(header, maxResponseHeaderBytes)
  if (!json.ok || ownField(json.value, 'x402Version') !== 2) return null
  const accepts = ownField(json.value, 'accepts')
  const resource = objectField(json.value, 'resource')
  const url = resource && stringField(resource, 'url')
  if (!Array.isArray(accepts) || !resource || !url) return null
  const error = stringField(json.value, 'error')
  const extensions = objectField(json.value, 'extensions')
  return {
    x402Version: 2,
    ...(error === undefined ? {} : { error }),
    // Echoed back as it came: servers may compare it.
    resource: { ...resource, url },
    accepts: accepts.slice(0, 64).flatMap((entry) => parseRequirements(entry) ?? []),
    // Echoed back only; each entry's shape is the server's business.
    ...(extensions === undefined ? {} : { extensions: extensions as Extensions }),
  }
}

/** The outcome in PAYMENT-RESPONSE or X-PAYMENT-RESPONSE; null when it is none. */
export function decodeSettleResponse(header: string): SettleResponse | null {
  const json = decodeJsonHeader(header, maxResponseHeaderBytes)
  if (!json.ok) return null
  const success = ownField(json.value, 'success')
  const transaction = ownField(json.value, 'transaction')
  const network = ownField(json.value, 'network')
  if (typeof success !== 'boolean' || typeof network !== 'string') return null
  const optional = ['errorReason', 'errorMessage', 'payer', 'amount'] as const
  const texts = optional.flatMap((key) => {
    const text = stringField(json.value, key)
    return text === undefined ? [] : [[key, text]]
  })
  return {
    success,
    transaction: typeof transaction === 'string' ? transaction : '',
    network,
    ...Object.fromEntries(texts),
  }
}

/**
 * One `accepts` entry that pays by exact on an EVM chain, or null. Unknown keys of `extra` are kept,
 * because the payer has to echo them.
 */
export function parseRequirements(json: Json | undefined): PaymentRequirements | null {
  if (!isJsonObject(json)) return null
  const network = stringField(json, 'network', 64)
  const amount = ownField(json, 'amount')
  const asset = ownField(json, 'asset')
  const payTo = ownField(json, 'payTo')
  const maxTimeoutSeconds = ownField(json, 'maxTimeoutSeconds')
  const extra = objectField(json, 'extra')
  const name = extra && stringField(extra, 'name', 256)
  const version = extra && stringField(extra, 'version', 256)
  const flow = extra && ownField(extra, 'paymentFlow')
  if (
    ownField(json, 'scheme') !== 'exact' ||
    !isEvmNetwork(network) ||
    typeof amount !== 'string' ||
    parseAtomic(amount) === null ||
    !isAddress(asset) ||
    !isAddress(payTo) ||
    typeof maxTimeoutSeconds !== 'number' ||
    !Number.isSafeInteger(maxTimeoutSeconds) ||
    maxTimeoutSeconds <= 0 ||
    !extra ||
    !name ||
    !version ||
    (flow !== undefined && flow !== 'authorization' && flow !== 'upfront')
  )
    return null
  const transfer = ownField(extra, 'assetTransferMethod')
  if (transfer !== undefined && transfer !== 'eip3009') return null
  return {
    scheme: 'exact',
    network,
    amount,
    asset,
    payTo,
    maxTimeoutSeconds,
    extra: { ...extra, name, version },
  }
}

export function isEvmNetwork(text: unknown): text is Network {
  return typeof text === 'string' && /^eip155:[1-9][0-9]{0,14}$/.test(text)
}

/** Chain id of `eip155:<id>`. */
export function chainIdOf(network: Network): number {
  return Number(network.slice('eip155:'.length))
}

type DecodedHeader =
  | { readonly ok: true; readonly value: JsonObject }
  | { readonly ok: false; readonly reason: string }

function decodeJsonHeader(header: string, maxBytes: number): DecodedHeader {
  // Four Base64 characters carry three bytes: refuse by length before decoding anything.
  if (header.length > Math.ceil(maxBytes / 3) * 4)
    return { ok: false, reason: `header holds more than ${maxBytes} bytes` }
  const text = decodeBase64Utf8(header)
  if (text === null) return { ok: false, reason: 'header is not standard Base64 of UTF-8' }
  const json = parseJson(text, { maxBytes, maxDepth: limits.jsonDepth })
  if (!json.ok) return { ok: false, reason: `header: ${json.reason}` }
  if (!isJsonObject(json.value)) return { ok: false, reason: 'header is not a JSON object' }
  return { ok: true, value: json.value }
}
