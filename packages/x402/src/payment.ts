// Turns the JSON of a payment payload (header or facilitator body) into a typed `Payment`. Strict on the
// fields we use, silent on keys we do not know. Never throws for what a stranger sent, and never echoes
// more than a few characters of it.
import { type Hex, isAddress, isHex32, type Json, parseAtomic } from '@zooid/base'
import { isJsonObject, type JsonObject, objectField, ownField, stringField } from './fields.ts'
import { type Defect, reasons } from './reasons.ts'
import type { Authorization, Payment } from './types.ts'

/** Contract-wallet signatures may be long; nobody needs more than this. */
const maxSignatureBytes = 2048

export type PaymentParse =
  | { readonly status: 'ok'; readonly payment: Payment }
  | ({ readonly status: 'malformed' } & Defect)

/** Reads a payment of the given protocol version out of parsed JSON. */
export function parsePaymentJson(json: Json, version: 1 | 2): PaymentParse {
  if (!isJsonObject(json)) return malformed(reasons.payload, 'a payment is a JSON object')
  if (ownField(json, 'x402Version') !== version)
    return malformed(reasons.version, `x402Version must be ${version} here`)
  const accepted = version === 2 ? parseAccepted(json) : parseAcceptedV1(json)
  if ('reason' in accepted) return { status: 'malformed', ...accepted }
  const payload = objectField(json, 'payload')
  if (!payload) return malformed(reasons.payload, 'payload must be an object')
  const signed = parsePayload(payload)
  if ('reason' in signed) return { status: 'malformed', ...signed }

  const resource = version === 2 ? ownField(json, 'resource') : undefined
  const resourceUrl = isJsonObject(resource) ? stringField(resource, 'url') : undefined
  if (resource !== undefined && resourceUrl === undefined)
    return malformed(reasons.payload, 'resource.url must be a string')
  const extensions = version === 2 ? ownField(json, 'extensions') : undefined
  if (extensions !== undefined && !isJsonObject(extensions))
    return malformed(reasons.payload, 'extensions must be an object')
  return {
    status: 'ok',
    payment: {
      version,
      accepted,
      ...signed,
      ...(resourceUrl === undefined ? {} : { resourceUrl }),
      ...(extensions === undefined ? {} : { extensions }),
    },
  }
}

function parseAccepted(json: JsonObject): Payment['accepted'] | Defect {
  const accepted = objectField(json, 'accepted')
  if (!accepted) return { reason: reasons.payload, message: 'accepted must be an object' }
  const scheme = stringField(accepted, 'scheme', 64)
  const network = stringField(accepted, 'network', 64)
  const asset = stringField(accepted, 'asset', 128)
  const payTo = stringField(accepted, 'payTo', 128)
  const amount = ownField(accepted, 'amount')
  const maxTimeoutSeconds = ownField(accepted, 'maxTimeoutSeconds')
  if (!scheme || !network || !asset || !payTo)
    return {
      reason: reasons.payload,
      message: 'accepted needs the strings scheme, network, asset and payTo',
    }
  if (typeof amount !== 'string' || parseAtomic(amount) === null)
    return { reason: reasons.payload, message: 'accepted.amount must be a decimal string' }
  if (typeof maxTimeoutSeconds !== 'number' || !Number.isSafeInteger(maxTimeoutSeconds))
    return { reason: reasons.payload, message: 'accepted.maxTimeoutSeconds must be an integer' }
  const extra = ownField(accepted, 'extra')
  if (extra !== undefined && !isJsonObject(extra))
    return { reason: reasons.payload, message: 'accepted.extra must be an object' }
  return { scheme, network, asset, payTo, amount, maxTimeoutSeconds, extra: extra ?? {} }
}

function parseAcceptedV1(json: JsonObject): Payment['accepted'] | Defect {
  const scheme = stringField(json, 'scheme', 64)
  const network = stringField(json, 'network', 64)
  if (!scheme || !network)
    return { reason: reasons.payload, message: 'scheme and network must be strings' }
  return { scheme, network }
}

function parsePayload(payload: JsonObject): Pick<Payment, 'authorization' | 'signature'> | Defect {
  const json = objectField(payload, 'authorization')
  if (!json)
    return { reason: reasons.payloadType, message: 'payload.authorization (EIP-3009) is missing' }
  const authorization = parseAuthorization(json)
  if ('reason' in authorization) return authorization
  const signature = ownField(payload, 'signature')
  if (
    typeof signature !== 'string' ||
    signature.length > 2 + 2 * maxSignatureBytes ||
    !/^0x([0-9a-fA-F]{2})+$/.test(signature)
  )
    return { reason: reasons.signatureFormat, message: 'payload.signature must be 0x-hex bytes' }
  return { authorization, signature: signature as Hex }
}

function parseAuthorization(json: JsonObject): Authorization | Defect {
  const from = ownField(json, 'from')
  const to = ownField(json, 'to')
  const nonce = ownField(json, 'nonce')
  if (!isAddress(from) || !isAddress(to))
    return { reason: reasons.payload, message: 'authorization.from and .to must be addresses' }
  if (!isHex32(nonce))
    return { reason: reasons.payload, message: 'authorization.nonce must be 32 bytes of 0x-hex' }
  const value = parseAtomic(ownField(json, 'value'))
  const validAfter = parseAtomic(ownField(json, 'validAfter'))
  const validBefore = parseAtomic(ownField(json, 'validBefore'))
  if (value === null || validAfter === null || validBefore === null)
    return {
      reason: reasons.payload,
      message: 'authorization.value, .validAfter and .validBefore must be decimal strings',
    }
  return { from, to, value, validAfter, validBefore, nonce }
}

function malformed(reason: string, message: string): PaymentParse {
  return { status: 'malformed', reason, message }
}
