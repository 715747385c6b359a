// Payments made ahead of time, by our own client against a captured offer. Both servers get headers of
// the same client, so neither is measured with the other's signing.
import { type Hex, systemClock, systemRng } from '@zooid/base'
import { createPayingFetch, localSigner, type Network } from '@zooid/x402'

/** `count` fresh PAYMENT-SIGNATURE values for the offer that `url` makes. */
export async function presign(
  url: string,
  network: Network,
  payerKey: Hex,
  count: number,
): Promise<string[]> {
  const challenge = await fetch(url)
  const offer = challenge.headers.get('payment-required')
  if (challenge.status !== 402 || !offer)
    throw new Error(`${url} answered ${challenge.status} without an offer`)
  const headers: string[] = []
  const pay = createPayingFetch({
    fetch: async (_, init) => {
      const signed = new Headers(init?.headers).get('payment-signature')
      if (!signed)
        return new Response(null, { status: 402, headers: { 'payment-required': offer } })
      headers.push(signed)
      return new Response(null)
    },
    signer: localSigner(payerKey),
    maxAmount: 1_000_000n,
    networks: [network],
    clock: systemClock,
    rng: systemRng,
  })
  for (let i = 0; i < count; i++) await pay(url)
  return headers
}
