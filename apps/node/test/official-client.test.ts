// The official x402 packages, unmodified, on both sides of our node: as a buyer of a cartridge, and as
// a server that uses our node for its facilitator.
import { serve } from '@hono/node-server'
import { HTTPFacilitatorClient } from '@x402/core/server'
import { ExactEvmScheme } from '@x402/evm'
import { ExactEvmScheme as ExactServer } from '@x402/evm/exact/server'
import { decodePaymentResponseHeader, wrapFetchWithPayment, x402Client } from '@x402/fetch'
import { paymentMiddleware, x402ResourceServer } from '@x402/hono'
import { resolveProfile, testDollarAbi } from '@zooid/chain'
import { Hono } from 'hono'
import { createPublicClient, type Hex, http, parseEventLogs } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devKey, startTestNode, type TestNode } from './harness.ts'

const { asset, network } = resolveProfile('devnet')
const payer = privateKeyToAccount(devKey(1))
const merchant = privateKeyToAccount(devKey(5)).address

/** Its defaults refuse tokens outside its own table, so the test dollar is allowed by name. */
const officialFetch = wrapFetchWithPayment(
  fetch,
  new x402Client()
    .register('eip155:*', new ExactEvmScheme(payer))
    .setSpendControls({ allowedAssets: [{ network, asset: asset.address }] }),
)

let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ ZOOID_FACILITATOR_PAYTO: merchant })
})
afterAll(() => node.dispose())

/** Did this transaction move exactly this much from the payer to `to`? */
async function transferred(hash: Hex, to: string, amount: bigint): Promise<boolean> {
  const client = createPublicClient({ transport: http(node.rpcUrl) })
  const { logs } = await client.getTransactionReceipt({ hash })
  return parseEventLogs({ abi: testDollarAbi, eventName: 'Transfer', logs }).some(
    ({ args }) => args.from === payer.address && args.to === to && args.value === amount,
  )
}

describe('the official client', () => {
  it('pays for a cartridge and gets its answer and a confirmed settlement', async () => {
    const response = await officialFetch(`${node.url}/c/json-diff`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ before: { a: 1 }, after: { a: 2 } }),
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toHaveProperty('patch')
    const settle = decodePaymentResponseHeader(response.headers.get('payment-response') ?? '')
    expect(settle).toMatchObject({
      success: true,
      network,
      payer: expect.stringMatching(new RegExp(payer.address, 'i')),
    })
    const { address } = (await (await fetch(`${node.url}/info`)).json()) as { address: string }
    expect(await transferred(settle.transaction as Hex, address, 2000n)).toBe(true)
  })

  it('is not charged when the cartridge refuses its input', async () => {
    const response = await officialFetch(`${node.url}/c/json-diff`, {
      method: 'POST',
      body: 'not json',
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('payment-response')).toBeNull()
  })
})

describe('the official server', () => {
  it('lets our node verify and settle for it', async () => {
    const app = new Hono()
    app.use(
      paymentMiddleware(
        {
          'GET /sold': {
            accepts: {
              scheme: 'exact',
              network,
              payTo: merchant,
              price: {
                amount: '700',
                asset: asset.address,
                extra: { name: asset.name, version: asset.version },
              },
            },
          },
        },
        new x402ResourceServer(new HTTPFacilitatorClient({ url: node.url })).register(
          network,
          new ExactServer(),
        ),
      ),
    )
    app.get('/sold', (c) => c.text('sold by somebody else'))
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    try {
      await new Promise((resolve) => server.once('listening', resolve))
      const { port } = server.address() as { port: number }
      const response = await officialFetch(`http://127.0.0.1:${port}/sold`)
      expect(await response.text()).toBe('sold by somebody else')
      const settle = decodePaymentResponseHeader(response.headers.get('payment-response') ?? '')
      expect(settle.success).toBe(true)
      expect(await transferred(settle.transaction as Hex, merchant, 700n)).toBe(true)
    } finally {
      server.close()
    }
  })
})
