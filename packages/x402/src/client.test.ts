import { type Fetch, systemClock, systemRng } from '@zooid/base'
import { recoverTypedDataAddress } from 'viem'
import { describe, expect, it, vi } from 'vitest'
import { createPayingFetch, type PayingFetchOptions } from './client.ts'
import { encodeHeader, parsePayment } from './header.ts'
import { identifierExtension, readIdentifier } from './identifier.ts'
import { buildOffer, encodeOffer } from './offer.ts'
import { localSigner } from './signer.ts'
import type { PaymentRequirements } from './types.ts'
import { v1Body } from './v1.ts'

const url = 'http://node.test/c/x'
const signer = localSigner(`0x${'a1'.repeat(32)}`)
const requirements: PaymentRequirements = {
  scheme: 'exact',
  network: 'eip155:84532',
  amount: '1000',
  asset: `0x${'aa'.repeat(20)}`,
  payTo: `0x${'bb'.repeat(20)}`,
  maxTimeoutSeconds: 60,
  extra: { name: 'Test Dollar', version: '1' },
}
const settle = { success: true, transaction: '0x12', network: requirements.network }

/** A shop that asks once and then serves; the network is the one thing faked here. */
function shop(accepts: readonly PaymentRequirements[], protocol: 1 | 2 = 2, resource = { url }) {
  const offer = buildOffer({ resource, accepts, extensions: identifierExtension })
  const requests: Headers[] = []
  const fetch: Fetch = vi.fn(async (_, init) => {
    const headers = new Headers(init?.headers)
    requests.push(headers)
    if (headers.has('PAYMENT-SIGNATURE') || headers.has('X-PAYMENT'))
      return new Response('served', { headers: { 'PAYMENT-RESPONSE': encodeHeader(settle) } })
    return protocol === 2
      ? new Response('pay', { status: 402, headers: { 'PAYMENT-REQUIRED': encodeOffer(offer) } })
      : Response.json(v1Body(offer), { status: 402 })
  })
  return { fetch, requests }
}

const options = (fetch: Fetch, more: Partial<PayingFetchOptions> = {}): PayingFetchOptions => ({
  fetch,
  signer,
  maxAmount: 1000n,
  networks: [requirements.network],
  clock: systemClock,
  rng: systemRng,
  ...more,
})

describe('the paying fetch', () => {
  it('signs what was offered, retries once and returns the receipt', async () => {
    const { fetch, requests } = shop([requirements])
    const result = await createPayingFetch(options(fetch))(url, { method: 'POST', body: '{}' })
    expect(await result.response.text()).toBe('served')
    expect(result.settle).toEqual(settle)
    expect(result.warnings).toEqual([])
    expect(fetch).toHaveBeenCalledTimes(2)
    const parsed = parsePayment(requests[1]?.get('PAYMENT-SIGNATURE') ?? '', 2)
    if (parsed.status !== 'ok') throw new Error(parsed.message)
    expect(parsed.payment.accepted).toEqual(requirements)
    expect(readIdentifier(parsed.payment)).toMatchObject({ status: 'none' })
    const { authorization, signature } = parsed.payment
    const signed = await recoverTypedDataAddress({
      domain: {
        ...requirements.extra,
        chainId: 84532,
        verifyingContract: requirements.asset,
      },
      types: {
        TransferWithAuthorization: [
          { name: 'from', type: 'address' },
          { name: 'to', type: 'address' },
          { name: 'value', type: 'uint256' },
          { name: 'validAfter', type: 'uint256' },
          { name: 'validBefore', type: 'uint256' },
          { name: 'nonce', type: 'bytes32' },
        ],
      },
      primaryType: 'TransferWithAuthorization',
      message: authorization,
      signature,
    })
    expect(signed.toLowerCase()).toBe(signer.address)
  })
  it('falls back to a v1 body', async () => {
    const { fetch, requests } = shop([requirements], 1)
    const { paid } = await createPayingFetch(options(fetch))(url)
    expect(paid?.protocol).toBe(1)
    expect(parsePayment(requests[1]?.get('X-PAYMENT') ?? '', 1)).toMatchObject({ status: 'ok' })
  })
  it('passes free answers through', async () => {
    const fetch: Fetch = async () => new Response('free')
    expect(await createPayingFetch(options(fetch))(url)).toMatchObject({ settle: null })
  })
  it('returns the second 402 instead of paying again', async () => {
    const offer = encodeOffer(buildOffer({ resource: { url }, accepts: [requirements] }))
    const fetch = vi.fn(
      async () => new Response('', { status: 402, headers: { 'PAYMENT-REQUIRED': offer } }),
    )
    const { response } = await createPayingFetch(options(fetch))(url)
    expect(response.status).toBe(402)
    expect(fetch).toHaveBeenCalledTimes(2)
  })
  it.each([
    ['another network', { network: 'eip155:1' }, 'x402.network_refused'],
    ['another token', { asset: `0x${'ef'.repeat(20)}` }, 'x402.asset_refused'],
    ['a price above the limit', { amount: '1001' }, 'x402.price_refused'],
  ] as const)('refuses %s before signing', async (_, change, code) => {
    const { fetch } = shop([{ ...requirements, ...change }])
    const allowedAssets = [{ network: requirements.network, asset: requirements.asset }]
    const pay = createPayingFetch(options(fetch, { allowedAssets }))
    await expect(pay(url)).rejects.toMatchObject({ code })
    expect(fetch).toHaveBeenCalledTimes(1)
  })
  it('stops at its budget, also when calls run at once', async () => {
    const { fetch } = shop([requirements])
    const pay = createPayingFetch(options(fetch, { maxTotal: 2500n }))
    const results = await Promise.allSettled([pay(url), pay(url), pay(url)])
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    await expect(pay(url)).rejects.toMatchObject({ code: 'x402.budget_exceeded' })
  })
  it('prefers the authorization flow and the lower price', async () => {
    const upfront = {
      ...requirements,
      amount: '10',
      extra: { ...requirements.extra, paymentFlow: 'upfront' as const },
    }
    const { fetch } = shop([upfront, requirements, { ...requirements, amount: '900' }])
    const { paid } = await createPayingFetch(options(fetch))(url)
    expect(paid?.requirements.amount).toBe('900')
  })
  it('warns about an offer for another origin', async () => {
    const { fetch } = shop([requirements], 2, { url: 'https://elsewhere.test/c/x' })
    const { warnings } = await createPayingFetch(options(fetch))(url)
    expect(warnings[0]).toMatch(/elsewhere\.test/)
  })
  it('refuses stream bodies and unreadable offers', async () => {
    const fetch: Fetch = async () => new Response('hello', { status: 402 })
    const pay = createPayingFetch(options(fetch))
    await expect(pay(url)).rejects.toMatchObject({ code: 'x402.no_offer' })
    const body = new ReadableStream()
    await expect(pay(url, { method: 'POST', body })).rejects.toMatchObject({
      code: 'x402.body_not_repeatable',
    })
  })
})
