// A loopback server that asks for payment with the real wire objects and checks the real signature, and
// has no chain: what it "settles" is remembered, so tests can count charges.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  buildOffer,
  encodeHeader,
  encodeOffer,
  type PaymentRequirements,
  parsePayment,
} from '@zooid/x402'

export type Shop = {
  readonly url: string
  readonly settled: { readonly payer: string; readonly amount: string; readonly body: string }[]
  readonly dripped: string[]
  /** Requests to the paid route, paid or not. */
  readonly asked: () => number
  readonly close: () => Promise<void>
}

export type ShopOptions = {
  readonly amount?: string
  readonly network?: `eip155:${number}`
  /** Payers must have been to the faucet since they last ran out. */
  readonly isFaucetNeeded?: boolean
  /** Paid requests after a drip that are still told the wallet is empty. */
  readonly slowToSee?: number
  /** Receipt that failed work names, and what it says. */
  readonly receiptOfFailure?: { readonly [field: string]: string | null } | 'unreadable'
  readonly work?: (body: string) => { readonly status: number; readonly body: string }
}

const asset = '0x036CbD53842c5426634e7929541eC2318f3dCF7e'
const payTo = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const txHash = `0x${'ab'.repeat(32)}`

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const settled: Shop['settled'] = []
  const dripped: string[] = []
  let asked = 0
  let unseen = options.slowToSee ?? 0
  const server = createServer((request, response) => {
    void readAll(request).then((body) => serve(request, response, body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const requirements: PaymentRequirements = {
    scheme: 'exact',
    network: options.network ?? 'eip155:31337',
    amount: options.amount ?? '2000',
    asset,
    payTo,
    maxTimeoutSeconds: 60,
    extra: { name: 'USDC', version: '2' },
  }
  const challenge = (response: ServerResponse, error: string) => {
    const offer = buildOffer({ resource: { url: `${url}/c/echo` }, accepts: [requirements], error })
    response.writeHead(402, { 'PAYMENT-REQUIRED': encodeOffer(offer) }).end('{}')
  }

  function serve(request: IncomingMessage, response: ServerResponse, body: string) {
    if (request.url === '/faucet') {
      dripped.push((JSON.parse(body) as { address: string }).address)
      return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }
    const { receiptOfFailure } = options
    if (request.url === '/ledger/r2' && receiptOfFailure && receiptOfFailure !== 'unreadable')
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(receiptOfFailure))
    if (!request.url?.startsWith('/c/echo'))
      return response
        .writeHead(404, { 'content-type': 'application/problem+json' })
        .end('{"title":"Not Found","code":"route.unknown","hint":"look at /c"}')
    asked++
    const header = request.headers['payment-signature']
    if (typeof header !== 'string') return challenge(response, 'payment_required')
    const parsed = parsePayment(header, 2)
    if (parsed.status !== 'ok') return challenge(response, 'invalid_payload')
    const { authorization } = parsed.payment
    if (options.isFaucetNeeded && !dripped.includes(authorization.from))
      return challenge(response, 'invalid_exact_evm_insufficient_balance')
    if (dripped.length > 0 && unseen-- > 0)
      return challenge(response, 'invalid_exact_evm_insufficient_balance')
    const done = options.work?.(body) ?? { status: 200, body: JSON.stringify({ echo: body }) }
    if (done.status >= 400)
      return response
        .writeHead(done.status, receiptOfFailure ? { 'Zooid-Receipt': '/ledger/r2' } : {})
        .end(done.body)
    settled.push({ payer: authorization.from, amount: authorization.value.toString(), body })
    return response
      .writeHead(200, {
        'content-type': 'application/json',
        'Zooid-Receipt': '/ledger/r1',
        'PAYMENT-RESPONSE': encodeHeader({
          success: true,
          transaction: txHash,
          network: requirements.network,
          payer: authorization.from,
        }),
      })
      .end(done.body)
  }

  return {
    url,
    settled,
    dripped,
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
