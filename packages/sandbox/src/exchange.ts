// What crosses between a cartridge and the node, as text: requests in, responses out. A guest's JSON
// is parsed here with a depth limit and copied field by field; nothing else of it survives.
import { type Address, isAddress, type Json, limits, parseJson, ZooidError } from '@zooid/base'
import type { CartridgeRequest, CartridgeResponse, Fault } from './types.ts'

/** Nothing else may be set from inside a cartridge: no cookies, no CSP, no redirects. */
const responseHeaders = new Set(['content-type', 'content-language', 'content-disposition'])
const maxHeaderLength = 1024

export type ResponseResult =
  | { readonly ok: true; readonly response: CartridgeResponse }
  | { readonly ok: false; readonly fault: Fault }

/** The guest's `{status, headers, body}` text with defaults filled in; never throws. */
export function parseResponse(text: string, outputBytes: number): ResponseResult {
  const bad = (code: string, message: string): ResponseResult => ({
    ok: false,
    fault: { kind: 'bad_output', code, message },
  })
  // A string body grows up to six times when escaped, so the text may be that much larger.
  const parsed = parseJson(text, {
    maxBytes: maxTextLength(outputBytes),
    maxDepth: limits.jsonDepth,
  })
  if (!parsed.ok) return bad('sandbox.bad_response', `response: ${parsed.reason}`)
  const { status = 200, headers = {}, body = null } = record(parsed.value)
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    return bad(
      'sandbox.bad_status',
      `status ${JSON.stringify(status)} is not 200 to 599`.slice(0, 200),
    )
  if (headers === null || typeof headers !== 'object' || Array.isArray(headers))
    return bad('sandbox.bad_headers', 'headers must be an object of strings')
  const bodyBytes = Buffer.byteLength(typeof body === 'string' ? body : JSON.stringify(body))
  if (bodyBytes > outputBytes)
    return bad(
      'sandbox.output_too_large',
      `body has ${bodyBytes} bytes, the limit is ${outputBytes}`,
    )
  const kept: { [name: string]: string } = {}
  for (const [rawName, value] of Object.entries(headers)) {
    const name = rawName.toLowerCase()
    if (!responseHeaders.has(name)) continue
    if (
      typeof value !== 'string' ||
      value.length > maxHeaderLength ||
      !/^[\x20-\x7e]*$/.test(value)
    )
      return bad('sandbox.bad_headers', `header ${name} must be a short line of printable ASCII`)
    kept[name] = value
  }
  return { ok: true, response: { status, headers: kept, body } }
}

/** Longest response text worth copying out of the guest, in UTF-16 units. */
export function maxTextLength(outputBytes: number): number {
  return outputBytes * 6 + 8192
}

/**
 * A full request from the partial one a guest passed to `call` or `request`: `/`, no query, and POST
 * when it has a body, else GET. Never carries a payment: that is the host's to state.
 * @throws RequestShapeError when a field has the wrong type
 */
export function completeRequest(value: Json): CartridgeRequest {
  const given = record(value)
  const body = given.body ?? null
  const method = given.method ?? (body === null ? 'GET' : 'POST')
  const path = given.path ?? '/'
  if (typeof method !== 'string' || !/^[A-Za-z]{1,10}$/.test(method))
    throw new RequestShapeError('method must be a word such as GET')
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > 2048)
    throw new RequestShapeError('path must start with "/" and have at most 2048 characters')
  return {
    method: method.toUpperCase(),
    path,
    query: strings(given.query, 'query'),
    headers: lowerCaseNames(strings(given.headers, 'headers')),
    body,
    payment: null,
  }
}

/**
 * Who pays for a request a test file makes. Only tests may say so: in `call` the field means nothing.
 * @throws RequestShapeError when it is no address
 */
export function payerOf(value: Json): Address | null {
  const { payer } = record(value)
  if (payer === undefined) return null
  if (!isAddress(payer))
    throw new RequestShapeError('payer must be an address: 0x and 40 hex digits')
  return payer
}

function strings(value: Json | undefined, field: string): { [name: string]: string } {
  const out: { [name: string]: string } = {}
  for (const [name, item] of Object.entries(record(value ?? {}))) {
    if (typeof item !== 'string') throw new RequestShapeError(`${field}.${name} must be a string`)
    out[name] = item
  }
  return out
}

function lowerCaseNames(headers: { [name: string]: string }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
}

function record(value: Json): { readonly [key: string]: Json } {
  const isRecord = value !== null && typeof value === 'object' && !Array.isArray(value)
  return isRecord ? (value as { readonly [key: string]: Json }) : {}
}

export class RequestShapeError extends ZooidError {
  override readonly name = 'RequestShapeError'
  constructor(message: string) {
    super('call.bad_request', message, {
      hint: 'pass {method?, path?, query?, headers?, body?}',
      status: 400,
    })
  }
}
