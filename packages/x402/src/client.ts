// A fetch that pays. It answers one 402 by signing one authorization and retrying exactly once, within
// limits the caller states. It does not move money itself and keeps nothing but the running total.
import { type Address, type Clock, type Fetch, type Rng, sameAddress, toHex } from '@zooid/base'
import {
  AssetRefusedError,
  BodyNotRepeatableError,
  BudgetExceededError,
  NetworkRefusedError,
  NoOfferError,
  PriceRefusedError,
} from './client-errors.ts'
import { signAuthorization } from './eip712.ts'
import {
  chainIdOf,
  decodePaymentRequired,
  decodeSettleResponse,
  type ExactPayload,
  encodeHeader,
} from './header.ts'
import { identifierKey, withIdentifier } from './identifier.ts'
import type {
  Authorization,
  Extensions,
  Network,
  PaymentRequirements,
  PaymentSigner,
  ResourceInfo,
  SettleResponse,
} from './types.ts'
import { type PaymentPayloadV1, parseV1Body } from './v1.ts'

/** Clocks differ: dating validAfter back keeps a fast client's payment valid on a slow chain. */
const validAfterSlackSeconds = 600

export type PayingFetchOptions = {
  readonly fetch: Fetch
  readonly signer: PaymentSigner
  /** Most one call may cost, in atomic units of the asset. */
  readonly maxAmount: bigint
  /** Most this function may sign for in its life, in atomic units. @default no limit */
  readonly maxTotal?: bigint
  /** Chains we pay on. */
  readonly networks: readonly Network[]
  /** Tokens we pay with. @default every token on `networks`: state them when the chain is not your own */
  readonly allowedAssets?: readonly { readonly network: Network; readonly asset: Address }[]
  readonly clock: Clock
  readonly rng: Rng
}

export type PaidFetchResult = {
  readonly response: Response
  /** What the server said about settlement, when it said so. */
  readonly settle: SettleResponse | null
  /** What was signed; undefined when the call was free. */
  readonly paid?: {
    readonly requirements: PaymentRequirements
    readonly authorization: Authorization
    readonly protocol: 1 | 2
  }
  /** Things a careful payer wants to know and we did not refuse for. */
  readonly warnings: readonly string[]
}

export type PayOptions = {
  /**
   * Idempotency id of 16 to 128 of [A-Za-z0-9_-], sent when the server offers payment-identifier: the
   * same id answers with the stored response. @default none, so a payment buys one response
   */
  readonly paymentId?: string
}

export type PayingFetch = (
  input: string | URL,
  init?: RequestInit,
  options?: PayOptions,
) => Promise<PaidFetchResult>

/**
 * @example
 * const pay = createPayingFetch({ fetch, signer: localSigner(key), maxAmount: 10_000n,
 *   networks: ['eip155:31337'], clock: systemClock, rng: systemRng })
 * const { response, settle } = await pay('http://127.0.0.1:4020/c/uuid-v7')
 */
export function createPayingFetch(options: PayingFetchOptions): PayingFetch {
  let signedTotal = 0n

  return async (input, init = {}, { paymentId } = {}) => {
    if (init.body instanceof ReadableStream) throw new BodyNotRepeatableError()
    const first = await options.fetch(input, init)
    if (first.status !== 402) return { response: first, settle: null, warnings: [] }
    const offer = await readOffer(first)
    const { requirements, v1Network } = choose(offer.entries, options)

    const amount = BigInt(requirements.amount)
    if (options.maxTotal !== undefined && signedTotal + amount > options.maxTotal)
      throw new BudgetExceededError(amount, signedTotal, options.maxTotal)
    // Counted before signing and never given back: whoever holds the signature can still use it.
    signedTotal += amount

    const authorization = authorize(requirements, options)
    const signature = await signAuthorization(
      options.signer,
      {
        name: requirements.extra.name,
        version: requirements.extra.version,
        chainId: chainIdOf(requirements.network),
        verifyingContract: requirements.asset,
      },
      authorization,
    )
    const headers = new Headers(init.headers)
    if (v1Network === undefined)
      headers.set(
        'PAYMENT-SIGNATURE',
        v2Header(offer, requirements, authorization, signature, paymentId),
      )
    else headers.set('X-PAYMENT', v1Header(v1Network, authorization, signature))
    // A redirect would carry the payment to another address.
    const response = await options.fetch(input, { ...init, headers, redirect: 'error' })
    return {
      response,
      settle: readSettle(response),
      paid: { requirements, authorization, protocol: v1Network === undefined ? 2 : 1 },
      warnings: originWarnings(input, offer.resource?.url),
    }
  }
}

type Offer = {
  readonly entries: readonly Entry[]
  readonly resource?: ResourceInfo
  readonly extensions?: Extensions
}

/** `v1Network` is set exactly when the entry came from a v1 body. */
type Entry = { readonly requirements: PaymentRequirements; readonly v1Network?: string }

async function readOffer(response: Response): Promise<Offer> {
  const header = response.headers.get('PAYMENT-REQUIRED')
  const offer = header === null ? null : decodePaymentRequired(header)
  if (offer && offer.accepts.length > 0) {
    // Not awaited: cancelling hangs while a clone of the response is unread, and nothing depends on it.
    response.body?.cancel().catch(() => undefined)
    return {
      entries: offer.accepts.map((requirements) => ({ requirements })),
      resource: offer.resource,
      ...(offer.extensions ? { extensions: offer.extensions } : {}),
    }
  }
  const entries = parseV1Body(await response.text())
  if (entries.length === 0) throw new NoOfferError(response.url)
  const url = entries[0]?.resourceUrl
  return { entries, ...(url === undefined ? {} : { resource: { url } }) }
}

/** Cheapest permitted entry, `authorization` flow before `upfront`. */
function choose(entries: readonly Entry[], options: PayingFetchOptions): Entry {
  const onNetwork = entries.filter((e) => options.networks.includes(e.requirements.network))
  const permitted = onNetwork.filter(({ requirements: { network, asset } }) => {
    const list = options.allowedAssets
    return !list || list.some((one) => one.network === network && sameAddress(one.asset, asset))
  })
  const affordable = permitted.filter((e) => BigInt(e.requirements.amount) <= options.maxAmount)
  const [best] = affordable.toSorted(
    (a, b) =>
      Number(isUpfront(a)) - Number(isUpfront(b)) ||
      Number(BigInt(a.requirements.amount) - BigInt(b.requirements.amount)),
  )
  if (best) return best
  const names = entries.map((e) => e.requirements.network)
  if (onNetwork.length === 0) throw new NetworkRefusedError(names, options.networks)
  if (permitted.length === 0)
    throw new AssetRefusedError(onNetwork.map((e) => e.requirements.asset))
  throw new PriceRefusedError(
    permitted.map((e) => e.requirements.amount),
    options.maxAmount,
  )
}

function isUpfront({ requirements }: Entry): boolean {
  return requirements.extra.paymentFlow === 'upfront'
}

function authorize(
  { payTo, amount, maxTimeoutSeconds }: PaymentRequirements,
  { signer, clock, rng }: PayingFetchOptions,
): Authorization {
  const now = Math.floor(clock.now() / 1000)
  return {
    from: signer.address,
    to: payTo,
    value: BigInt(amount),
    validAfter: BigInt(Math.max(0, now - validAfterSlackSeconds)),
    validBefore: BigInt(now + maxTimeoutSeconds),
    nonce: toHex(rng.bytes(32)),
  }
}

function v2Header(
  { resource, extensions }: Offer,
  accepted: PaymentRequirements,
  authorization: Authorization,
  signature: string,
  paymentId: string | undefined,
): string {
  return encodeHeader({
    x402Version: 2,
    ...(resource ? { resource } : {}),
    accepted,
    payload: { signature, authorization: wireAuthorization(authorization) },
    ...(extensions
      ? {
          extensions:
            paymentId !== undefined && Object.hasOwn(extensions, identifierKey)
              ? withIdentifier(extensions, paymentId)
              : extensions,
        }
      : {}),
  })
}

function v1Header(network: string, authorization: Authorization, signature: string): string {
  const payload: PaymentPayloadV1 = {
    x402Version: 1,
    scheme: 'exact',
    network,
    payload: { signature, authorization: wireAuthorization(authorization) },
  }
  return encodeHeader(payload)
}

function wireAuthorization(authorization: Authorization): ExactPayload['authorization'] {
  return {
    from: authorization.from,
    to: authorization.to,
    value: authorization.value.toString(),
    validAfter: authorization.validAfter.toString(),
    validBefore: authorization.validBefore.toString(),
    nonce: authorization.nonce,
  }
}

function readSettle({ headers }: Response): SettleResponse | null {
  const header = headers.get('PAYMENT-RESPONSE') ?? headers.get('X-PAYMENT-RESPONSE')
  return header === null ? null : decodeSettleResponse(header)
}

function originWarnings(requested: string | URL, offered: string | undefined): readonly string[] {
  if (offered === undefined) return []
  if (!URL.canParse(offered)) return [`the offer names no URL: ${offered.slice(0, 200)}`]
  const origin = new URL(requested).origin
  return new URL(offered).origin === origin
    ? []
    : [`the offer is for ${new URL(offered).origin}, the call went to ${origin}`]
}
