// What a cartridge costs, in x402 terms, and the ready-made 402 for it. Terms come from our own manifest
// and PUBLIC_URL and from nothing in the request. Encoded once per cartridge version, because a
// challenge is the cheapest thing a stranger can ask for.
import { formatAmount, parsePrice } from '@zooid/base'
import type { Cartridge } from '@zooid/cartridge'
import type { Terms } from '@zooid/ledger'
import {
  encodeHeader,
  encodeOffer,
  type PaymentRequired,
  reasons,
  type SettleResponse,
  v1Body,
} from '@zooid/x402'
import { LRUCache } from 'lru-cache'
import { ownHeaders, type Reply } from './reply.ts'
import type { GatewayDeps } from './types.ts'

export type Quote = {
  readonly cartridge: Cartridge
  readonly terms: Terms
  /** Methods the manifest allows; HEAD where GET is. */
  readonly methods: ReadonlySet<string>
  readonly allow: string
  /** The 402 for a call without a payment. */
  readonly challenge: Reply
}

export type QuoteBook = {
  readonly quote: (cartridge: Cartridge) => Quote
}

/** A cartridge's price for people and for machines. */
export type Price = {
  readonly usd: string
  readonly atomic: string
  readonly decimals: number
  readonly symbol: string
  readonly asset: string
  readonly network: string
}

type QuoteDeps = Pick<GatewayDeps, 'config' | 'profile' | 'settler' | 'payments'>

export function createQuoteBook(deps: QuoteDeps): QuoteBook {
  const quotes = new LRUCache<string, Quote>({ max: 2_000 })
  return {
    quote: (cartridge) => {
      const known = quotes.get(cartridge.slug)
      if (
        known?.cartridge.version === cartridge.version &&
        known.cartridge.sha256 === cartridge.sha256
      )
        return known
      const quote = buildQuote(cartridge, deps)
      quotes.set(cartridge.slug, quote)
      return quote
    },
  }
}

export function priceOf(cartridge: Cartridge, deps: Pick<GatewayDeps, 'profile'>): Price {
  const { asset, network } = deps.profile
  const atomic = parsePrice(cartridge.manifest.price, asset.decimals)
  return {
    usd: `$${formatAmount(atomic, asset.decimals)}`,
    atomic: atomic.toString(),
    decimals: asset.decimals,
    symbol: asset.symbol,
    asset: asset.address,
    network,
  }
}

function buildQuote(cartridge: Cartridge, deps: QuoteDeps): Quote {
  const { manifest, slug } = cartridge
  const { asset, network } = deps.profile
  const terms: Terms = {
    route: `c/${slug}`,
    resource: {
      url: `${deps.config.publicUrl}/c/${slug}`,
      description: manifest.description,
      mimeType: 'application/json',
    },
    requirements: {
      scheme: 'exact',
      network,
      amount: parsePrice(manifest.price, asset.decimals).toString(),
      asset: asset.address,
      payTo: deps.settler.address,
      maxTimeoutSeconds: deps.config.maxTimeoutSeconds,
      extra: {
        name: asset.name,
        version: asset.version,
        ...(manifest.flow === 'upfront' ? { paymentFlow: manifest.flow } : {}),
      },
    },
    flow: manifest.flow,
  }
  const methods = new Set<string>(manifest.methods)
  if (methods.has('GET')) methods.add('HEAD')
  const offer = deps.payments.offer(terms, reasons.required)
  return {
    cartridge,
    terms,
    methods,
    allow: [...methods].join(', '),
    challenge: challengeReply(402, offer, deps),
  }
}

/** 402 or 400 with its offer: v2 in the header; in the body v1 where v1 can name the chain, else v2 again. */
export function challengeReply(
  status: 400 | 402,
  offer: PaymentRequired,
  deps: Pick<QuoteDeps, 'profile'>,
  settle?: SettleResponse,
): Reply {
  const body = (deps.profile.v1Network === undefined ? null : v1Body(offer)) ?? offer
  return {
    status,
    headers: {
      ...ownHeaders,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      Vary: 'PAYMENT-SIGNATURE, X-PAYMENT',
      'PAYMENT-REQUIRED': encodeOffer(offer),
      ...(settle === undefined ? {} : { 'PAYMENT-RESPONSE': encodeHeader(settle) }),
    },
    body: JSON.stringify(body),
  }
}
