// Builds the 402 offer and keeps its header within a byte budget: Node and undici cut headers at 16 kB,
// so a long description or schema is shortened here instead of failing at the client.
import { encodeHeader } from './header.ts'
import type { Extensions, PaymentRequired, PaymentRequirements, ResourceInfo } from './types.ts'

/** Largest PAYMENT-REQUIRED value we emit, in bytes of Base64. */
export const offerHeaderBytes = 8 * 1024

const maxErrorChars = 500

export type OfferParts = {
  readonly resource: ResourceInfo
  readonly accepts: readonly PaymentRequirements[]
  readonly extensions?: Extensions
  readonly error?: string
}

export function buildOffer({ resource, accepts, extensions, error }: OfferParts): PaymentRequired {
  return {
    x402Version: 2,
    ...(error === undefined ? {} : { error: error.slice(0, maxErrorChars) }),
    resource,
    accepts,
    ...(extensions === undefined ? {} : { extensions }),
  }
}

/** Header value of an offer within `offerHeaderBytes`: drops schemas first, then the description. */
export function encodeOffer(offer: PaymentRequired): string {
  let header = encodeHeader(offer)
  for (const shorten of [dropSchemas, dropDescription, dropExtensions]) {
    if (header.length <= offerHeaderBytes) break
    offer = shorten(offer)
    header = encodeHeader(offer)
  }
  return header
}

function dropSchemas(offer: PaymentRequired): PaymentRequired {
  const entries = Object.entries(offer.extensions ?? {}).map(([key, { info }]) => [key, { info }])
  return entries.length === 0 ? offer : { ...offer, extensions: Object.fromEntries(entries) }
}

function dropDescription(offer: PaymentRequired): PaymentRequired {
  const { description = '', ...resource } = offer.resource
  return {
    ...offer,
    resource: description ? { ...resource, description: description.slice(0, 200) } : resource,
  }
}

function dropExtensions({ extensions: _, ...offer }: PaymentRequired): PaymentRequired {
  return offer
}
