// Between HTTP and the cartridge ABI. Guests see four headers and JSON; the world sees of a guest's
// answer an allow-list of headers under a policy of ours: HTML is inert, or, when the manifest says that it
// carries scripts, runs them offline in an origin that is nobody's.

import type { Json } from '@zooid/base'
import { limits } from '@zooid/base'
import type { CallResult } from '@zooid/cartridge'
import type { PayerInfo, Receipt, StoredResponse } from '@zooid/ledger'
import {
  type CartridgeRequest,
  type CartridgeResponse,
  type Fault,
  type Manifest,
  runsScripts,
} from '@zooid/sandbox'
import { bodyJson, bodyText } from './body.ts'
import { type Call, requestHeader } from './env.ts'

const passedToGuests = ['content-type', 'accept', 'accept-language', 'user-agent'] as const

const passedToClients = new Set([
  'content-type',
  'content-language',
  'content-disposition',
  'etag',
  'last-modified',
])

/** `sandbox` gives the document an origin of its own: it can neither script us nor read our pages. */
const guestHeaders = {
  'Content-Security-Policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const

/**
 * For HTML whose scripts may run: offline, without storage, forms, frames, pop-ups or an origin. Only
 * pages of ours may frame it. Never for SVG or XML, which need no scripts to be what they are.
 */
const scriptedPolicy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** @throws HttpProblem 400 when the body says JSON and is not, or is not UTF-8 */
export function guestRequest(
  c: Call,
  target: { readonly path: string; readonly search: string },
  body: Uint8Array,
): CartridgeRequest {
  const headers: Record<string, string> = {}
  for (const name of passedToGuests) {
    const value = requestHeader(c, name)
    if (value !== undefined) headers[name] = value.slice(0, 1024)
  }
  return {
    // HEAD is a GET whose body stays here; guests need not know.
    method: c.req.method === 'HEAD' ? 'GET' : c.req.method,
    path: target.path,
    query: Object.fromEntries(new URLSearchParams(target.search)),
    headers,
    body: guestBody(headers['content-type'] ?? '', body),
    payment: null,
  }
}

export function withPayer(request: CartridgeRequest, payer: PayerInfo): CartridgeRequest {
  return {
    ...request,
    payment: {
      payer: payer.payer,
      amount: payer.amount.toString(),
      asset: payer.asset,
      network: payer.network,
    },
  }
}

/** A guest's answer for the world, or the fault that stands for it. */
export type Outcome =
  | { readonly kind: 'answer'; readonly response: StoredResponse }
  | { readonly kind: 'fault'; readonly fault: Fault }

export function outcomeOf(result: CallResult, manifest: Manifest): Outcome {
  return result.ok ? fromGuest(result.response, manifest) : { kind: 'fault', fault: result.fault }
}

function guestBody(contentType: string, body: Uint8Array): Json {
  if (body.byteLength === 0) return null
  return /^application\/([\w.+-]+\+)?json\b/i.test(contentType)
    ? bodyJson(body, limits.requestBodyBytes)
    : bodyText(body)
}

function fromGuest(response: CartridgeResponse, manifest: Manifest): Outcome {
  const { status, body } = response
  // A redirect leads nowhere without `location`, and buyers' clients refuse to follow one they paid for:
  // they would be charged for an answer they never see.
  const isRedirect = status >= 300 && status < 400
  // A 402 is ours to answer, with an offer: a guest's would tell payers that their payment was refused.
  const isOurs = isRedirect || status === 402
  if (!Number.isInteger(status) || status < 200 || status > 599 || isOurs)
    return {
      kind: 'fault',
      fault: {
        kind: 'bad_output',
        code: 'cartridge.bad_status',
        message: `the cartridge answered with status ${String(status).slice(0, 20)}`,
      },
    }
  const headers: Record<string, string> = {
    ...guestHeaders,
    'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json',
  }
  for (const [name, value] of Object.entries(response.headers)) {
    const lower = name.toLowerCase()
    if (passedToClients.has(lower) && /^[\t\x20-\x7e]{0,1024}$/.test(value)) headers[lower] = value
  }
  if (/^text\/html\s*(;|$)/i.test(headers['content-type'] ?? '') && runsScripts(manifest))
    headers['Content-Security-Policy'] = scriptedPolicy
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = { status, headers, body: new TextEncoder().encode(text) }
  return { kind: 'answer', response: answer }
}

const faultStatus = {
  timeout: 504,
  memory: 502,
  runtime: 502,
  bad_output: 502,
  capability: 502,
  infrastructure: 503,
} as const satisfies Record<Fault['kind'], number>

/** Seconds after which a cartridge that was suspended for repeated faults may be back. */
const suspendedRetryS = 30

/** The problem for a payer; with the receipt, once there is one, it says what became of the money. */
export function faultResponse(fault: Fault, receipt?: Receipt): StoredResponse {
  const isSuspended = fault.code === 'cartridge.suspended'
  const status = isSuspended ? 503 : faultStatus[fault.kind]
  const problem = {
    type: `urn:zooid:problem:${fault.code}`,
    title: fault.kind === 'timeout' ? 'Cartridge timed out' : 'Cartridge failed',
    status,
    // What is wrong with our own machinery is nobody's business but the log's.
    detail:
      fault.kind === 'infrastructure' ? 'no room to run the cartridge just now' : fault.message,
    code: fault.code,
    ...(receipt === undefined ? {} : moneyOf(receipt)),
  }
  const retryAfter = isSuspended ? suspendedRetryS : 1
  return {
    status,
    headers: {
      ...guestHeaders,
      'content-type': 'application/problem+json',
      ...(status === 503 ? { 'retry-after': String(retryAfter) } : {}),
    },
    body: new TextEncoder().encode(JSON.stringify(problem)),
  }
}

function moneyOf({ id, state, txHash, refundTxHash }: Receipt) {
  return { hint: moneyHint(state), receipt: { path: `/ledger/${id}`, state, txHash, refundTxHash } }
}

/** Paid upfront, the money was here before the work failed, and goes back. */
function moneyHint(state: Receipt['state']): string {
  switch (state) {
    case 'refunded':
      return 'your payment was refunded'
    case 'settled':
    case 'refunding':
      return 'your payment will be refunded; the receipt tells when'
    default:
      return 'you were not charged for this call'
  }
}
