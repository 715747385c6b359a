// The deprecated but still most-installed v1 client, unmodified, paying one of our nodes on a chain it
// can name. Environment: URL, KEY, RPC_URL. Prints one JSON line.
import assert from 'node:assert/strict'
import { createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { baseSepolia } from 'viem/chains'
import { decodeXPaymentResponse, wrapFetchWithPayment } from 'x402-fetch'

const { URL: url, KEY, RPC_URL } = process.env
const wallet = createWalletClient({
  account: privateKeyToAccount(KEY),
  chain: baseSepolia,
  transport: http(RPC_URL),
})
const response = await wrapFetchWithPayment(fetch, wallet)(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ text: 'paid by a version 1 client' }),
})
const body = await response.text()
assert.equal(response.status, 200, body)
const settle = decodeXPaymentResponse(response.headers.get('x-payment-response'))
assert.equal(settle.success, true)
assert.match(settle.transaction, /^0x[0-9a-f]{64}$/)
console.log(JSON.stringify({ status: response.status, settle, body: body.slice(0, 200) }))
process.exit(0)
