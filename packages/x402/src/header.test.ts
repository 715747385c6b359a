import { decodePaymentRequiredHeader } from '@x402/core/http'
import { encodeBase64Utf8, type Json } from '@zooid/base'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decodePaymentRequired,
  decodeSettleResponse,
  encodeHeader,
  parsePayment,
  parseRequirements,
} from './header.ts'
import { buildOffer, encodeOffer, offerHeaderBytes } from './offer.ts'
import { findMismatch } from './requirements.ts'
import type { Payment, PaymentRequirements } from './types.ts'
import { parseV1Body, v1Body } from './v1.ts'

const requirements: PaymentRequirements = {
  scheme: 'exact',
  network: 'eip155:31337',
  amount: '1000',
  asset: `0x${'aA'.repeat(20)}`,
  payTo: `0x${'bb'.repeat(20)}`,
  maxTimeoutSeconds: 60,
  extra: { name: 'Test Dollar', version: '1' },
}

const wire = {
  x402Version: 2,
  resource: { url: 'https://node.test/c/x' },
  accepted: requirements,
  payload: {
    signature: `0x${'11'.repeat(65)}`,
    authorization: {
      from: `0x${'cc'.repeat(20)}`,
      to: `0x${'bb'.repeat(20)}`,
      value: '1000',
      validAfter: '0',
      validBefore: '99999999999',
      nonce: `0x${'dd'.repeat(32)}`,
    },
  },
}
const { authorization } = wire.payload
const header = (json: unknown) => encodeBase64Utf8(JSON.stringify(json))
const withAuthorization = (change: object) => ({
  ...wire,
  payload: { ...wire.payload, authorization: { ...authorization, ...change } },
})

function parsed(json: unknown, version: 1 | 2 = 2): Payment {
  const result = parsePayment(header(json), version)
  if (result.status !== 'ok') throw new Error(`${result.status}: ${result.message}`)
  return result.payment
}

describe('parsing a payment header', () => {
  it('types a good v2 payment and ignores keys it does not know', () => {
    expect(parsed({ ...wire, future: [1] })).toMatchObject({
      version: 2,
      resourceUrl: 'https://node.test/c/x',
      authorization: { value: 1000n, validBefore: 99999999999n, nonce: authorization.nonce },
    })
  })
  it('types a good v1 payment', () => {
    const v1 = { x402Version: 1, scheme: 'exact', network: 'base-sepolia', payload: wire.payload }
    expect(parsed(v1, 1).accepted).toEqual({ scheme: 'exact', network: 'base-sepolia' })
  })
  it.each([
    ['text that is no Base64', '%%%%'],
    ['URL-safe Base64', '_-__'],
    ['two headers joined by Node', `${header(wire)}, ${header(wire)}`],
    ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xfd]).toString('base64')],
    ['text that is no JSON', encodeBase64Utf8('{"a":')],
    ['nothing', ''],
    ['a JSON array', header([wire])],
    ['a JSON string', header('x')],
    ['JSON null', header(null)],
    ['more than 8 kB', header({ ...wire, pad: 'x'.repeat(9000) })],
    ['deep nesting', encodeBase64Utf8(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`)],
  ])('calls %s undecodable', (_, value) => {
    expect(parsePayment(value, 2)).toMatchObject({ status: 'undecodable' })
  })
  it.each([
    ['an empty object', {}],
    ['another version', { ...wire, x402Version: 1 }],
    ['a version as text', { ...wire, x402Version: '2' }],
    ['no accepted', { ...wire, accepted: undefined }],
    ['an accepted array', { ...wire, accepted: [requirements] }],
    ['an amount as number', { ...wire, accepted: { ...requirements, amount: 1000 } }],
    ['a timeout as text', { ...wire, accepted: { ...requirements, maxTimeoutSeconds: '60' } }],
    ['no payload', { ...wire, payload: null }],
    ['a Permit2 payload', { ...wire, payload: { permit2Authorization: {}, signature: '0x11' } }],
    ['a value as number', withAuthorization({ value: 1000 })],
    ['a value in hex', withAuthorization({ value: '0x3e8' })],
    ['a value with two million digits', withAuthorization({ value: '9'.repeat(5000) })],
    ['a negative validAfter', withAuthorization({ validAfter: '-1' })],
    ['a short nonce', withAuthorization({ nonce: '0x12' })],
    ['a nonce as number', withAuthorization({ nonce: 7 })],
    ['a bad from', withAuthorization({ from: '0x00' })],
    ['a prototype as from', withAuthorization({ from: undefined, __proto__: { from: '0x' } })],
    ['a signature without 0x', { ...wire, payload: { ...wire.payload, signature: '11' } }],
    ['an empty signature', { ...wire, payload: { ...wire.payload, signature: '0x' } }],
    ['a resource without url', { ...wire, resource: {} }],
    ['extensions as array', { ...wire, extensions: [] }],
  ])('calls %s malformed', (_, value) => {
    expect(parsePayment(header(value), 2)).toMatchObject({
      status: 'malformed',
      reason: expect.stringMatching(/^(invalid|unsupported)_/),
    })
  })
  it('never throws, whatever the bytes', () => {
    const results = new Set(['ok', 'malformed', 'undecodable'])
    const mutated = fc
      .tuple(fc.constantFrom(...paths(wire)), fc.jsonValue())
      .map(([path, value]) => header(replaced(wire, path, value as Json)))
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json().map((text) => encodeBase64Utf8(text)),
      mutated,
    )
    fc.assert(
      fc.property(texts, fc.constantFrom(1 as const, 2 as const), (text, version) => {
        expect(results.has(parsePayment(text, version).status)).toBe(true)
        decodePaymentRequired(text)
        decodeSettleResponse(text)
        parseV1Body(text)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('matching a payment with our terms', () => {
  it('accepts what was offered, with keys added to extra and another address case', () => {
    const accepted = {
      ...requirements,
      asset: requirements.asset.toLowerCase(),
      extra: { ...requirements.extra, more: true },
    }
    expect(findMismatch(parsed({ ...wire, accepted }), requirements)).toBeNull()
  })
  it.each([
    ['scheme', 'upto', 'invalid_exact_evm_scheme'],
    ['network', 'eip155:1', 'invalid_exact_evm_network_mismatch'],
    ['amount', '999', 'invalid_exact_evm_payload_authorization_value_mismatch'],
    ['asset', `0x${'ab'.repeat(20)}`, 'invalid_payment_requirements'],
    ['payTo', `0x${'ab'.repeat(20)}`, 'invalid_exact_evm_recipient_mismatch'],
    ['maxTimeoutSeconds', 61, 'invalid_payment_requirements'],
    ['extra', { name: 'Test Dollar' }, 'invalid_payment_requirements'],
  ])('refuses another %s', (key, value, reason) => {
    const payment = parsed({ ...wire, accepted: { ...requirements, [key]: value } })
    expect(findMismatch(payment, requirements)).toMatchObject({ reason })
  })
  it.each([
    [{ value: '999' }, 'invalid_exact_evm_payload_authorization_value_mismatch'],
    [{ value: '1001' }, 'invalid_exact_evm_payload_authorization_value_mismatch'],
    [{ to: `0x${'ee'.repeat(20)}` }, 'invalid_exact_evm_recipient_mismatch'],
  ])('refuses an authorization of %j although accepted is right', (change, reason) => {
    expect(findMismatch(parsed(withAuthorization(change)), requirements)).toMatchObject({ reason })
  })
  it('refuses a changed extension and accepts an added id', () => {
    const extensions = { ext: { info: { required: false } } }
    const echo = (info: Json) => parsed({ ...wire, extensions: { ext: { info } } })
    const options = { extensions }
    expect(findMismatch(echo({ required: false, id: 'x' }), requirements, options)).toBeNull()
    expect(findMismatch(echo({ required: true }), requirements, options)).toMatchObject({
      reason: 'extension_echo_mismatch',
    })
  })
  it('takes v1 payments only by the v1 name of the chain', () => {
    const v1 = { x402Version: 1, scheme: 'exact', network: 'base-sepolia', payload: wire.payload }
    const payment = parsed(v1, 1)
    expect(findMismatch(payment, requirements, { v1Network: 'base-sepolia' })).toBeNull()
    expect(findMismatch(payment, requirements)).toMatchObject({
      reason: 'invalid_exact_evm_network_mismatch',
    })
  })
})

describe('offers', () => {
  const offer = buildOffer({ resource: { url: 'https://node.test/c/x' }, accepts: [requirements] })

  it('are read by the official client and by ours', () => {
    expect(decodePaymentRequiredHeader(encodeOffer(offer))).toEqual(offer)
    expect(decodePaymentRequired(encodeOffer(offer))).toEqual(offer)
  })
  it('fit into the byte budget however long their texts are', () => {
    const long = buildOffer({
      resource: { ...offer.resource, description: 'ü'.repeat(20_000) },
      accepts: [requirements],
      error: 'e'.repeat(9000),
      extensions: { ext: { info: { a: 1 }, schema: { x: 'y'.repeat(30_000) } } },
    })
    const header = encodeOffer(long)
    expect(header.length).toBeLessThanOrEqual(offerHeaderBytes)
    expect(decodePaymentRequired(header)?.accepts).toEqual([requirements])
  })
  it('have a v1 body only on chains v1 can name', () => {
    expect(v1Body(offer)).toBeNull()
    const named = { ...requirements, network: 'eip155:84532' } as const
    const body = v1Body({ ...offer, accepts: [named] })
    expect(body?.accepts[0]).toMatchObject({ network: 'base-sepolia', maxAmountRequired: '1000' })
    expect(parseV1Body(JSON.stringify(body))).toEqual([
      { v1Network: 'base-sepolia', requirements: named, resourceUrl: 'https://node.test/c/x' },
    ])
  })
  it('skip entries this protocol half does not know', () => {
    for (const extra of [
      { assetTransferMethod: 'permit2' },
      { paymentFlow: 'escrow' },
      { name: '' },
    ])
      expect(
        parseRequirements({ ...requirements, extra: { ...requirements.extra, ...extra } }),
      ).toBeNull()
  })
  it('round-trip a settle response', () => {
    const settle = { success: true, transaction: '0x12', network: 'eip155:1', payer: '0x34' }
    expect(decodeSettleResponse(encodeHeader(settle))).toEqual(settle)
  })
})

/** Paths of every value in a JSON tree. */
function paths(json: object, prefix: readonly string[] = []): string[][] {
  return Object.entries(json).flatMap(([key, value]) => {
    const path = [...prefix, key]
    return typeof value === 'object' && value !== null ? [path, ...paths(value, path)] : [path]
  })
}

function replaced(json: object, [key, ...rest]: readonly string[], value: Json): object {
  if (key === undefined) return json
  const inner = (json as Record<string, unknown>)[key]
  return { ...json, [key]: rest.length === 0 ? value : replaced(inner as object, rest, value) }
}
