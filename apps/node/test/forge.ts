// Makes payments of every kind, honest and forged: each signed field, each claimed term and the signature
// itself can be changed on the way. Not a client: nothing here protects the payer.
import {
  type Address,
  decodeBase64Utf8,
  encodeBase64Utf8,
  type Hex,
  systemRng,
  toHex,
} from '@zooid/base'
import {
  type AssetDomain,
  type Authorization,
  chainIdOf,
  decodePaymentRequired,
  identifierKey,
  localSigner,
  type PaymentRequired,
  type PaymentSigner,
  signAuthorization,
  withIdentifier,
} from '@zooid/x402'

export type Forgery = {
  /** Changes what is signed. */
  readonly authorization?: Partial<Authorization>
  readonly domain?: Partial<AssetDomain>
  /** Changes what is claimed to have been accepted. */
  readonly accepted?: { readonly [field: string]: unknown }
  readonly resource?: unknown
  readonly x402Version?: number
  /** Changes the finished signature. */
  readonly signature?: (signature: Hex) => string
  /** Payment identifier. */
  readonly id?: string
}

export type ForgedPayment = {
  readonly header: string
  readonly nonce: Hex
  readonly from: Address
}

/** A wallet nobody has seen before. */
export function newPayer(): PaymentSigner {
  return localSigner(toHex(systemRng.bytes(32)))
}

export async function readOffer(url: string, init: RequestInit = {}): Promise<PaymentRequired> {
  const response = await fetch(url, init)
  await response.arrayBuffer()
  const offer = decodePaymentRequired(response.headers.get('payment-required') ?? '')
  if (!offer) throw new Error(`${url} answered ${response.status} without an offer`)
  return offer
}

/** A payment for `url`; without a forgery it is a good one. */
export async function forge(
  signer: PaymentSigner,
  url: string,
  forgery: Forgery = {},
): Promise<ForgedPayment> {
  return forgeFrom(signer, await readOffer(url, { method: 'POST' }), forgery)
}

export async function forgeFrom(
  signer: PaymentSigner,
  offer: PaymentRequired,
  forgery: Forgery = {},
): Promise<ForgedPayment> {
  const [terms] = offer.accepts
  if (!terms) throw new Error('the offer is empty')
  const now = BigInt(Math.floor(Date.now() / 1000))
  const authorization: Authorization = {
    from: signer.address,
    to: terms.payTo,
    value: BigInt(terms.amount),
    validAfter: now - 60n,
    validBefore: now + BigInt(terms.maxTimeoutSeconds),
    nonce: toHex(systemRng.bytes(32)),
    ...forgery.authorization,
  }
  const signature = await signAuthorization(
    signer,
    {
      name: terms.extra.name,
      version: terms.extra.version,
      chainId: chainIdOf(terms.network),
      verifyingContract: terms.asset,
      ...forgery.domain,
    },
    authorization,
  )
  const extensions =
    forgery.id === undefined || !offer.extensions?.[identifierKey]
      ? offer.extensions
      : withIdentifier(offer.extensions, forgery.id)
  const resource = 'resource' in forgery ? forgery.resource : offer.resource
  const payload = {
    x402Version: forgery.x402Version ?? 2,
    ...(resource === undefined ? {} : { resource }),
    accepted: { ...terms, ...forgery.accepted },
    payload: {
      signature: forgery.signature ? forgery.signature(signature) : signature,
      authorization: {
        ...authorization,
        value: String(authorization.value),
        validAfter: String(authorization.validAfter),
        validBefore: String(authorization.validBefore),
      },
    },
    ...(extensions === undefined ? {} : { extensions }),
  }
  return {
    header: encodeBase64Utf8(JSON.stringify(payload)),
    nonce: authorization.nonce,
    from: authorization.from,
  }
}

/** `payer/nonce` of a payment header, or null when it holds none. */
export function claimOf(header: string): string | null {
  try {
    const { from, nonce } = JSON.parse(decodeBase64Utf8(header) ?? '').payload.authorization
    return `${from}/${nonce}`.toLowerCase()
  } catch {
    return null
  }
}
