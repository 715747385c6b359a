// The paid road with nothing faked: anvil, ledger.db, node.db, sandbox workers, judge and shelf.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Fetch, type Hex, silentLog, systemClock, systemRng, toHex } from '@zooid/base'
import { createShelf } from '@zooid/cartridge'
import {
  createChainReader,
  createFaucet,
  createSettler,
  openWallet,
  recoverSigner,
  startDevnet,
} from '@zooid/chain'
import { createJudge } from '@zooid/judge'
import { createPayments, openLedger } from '@zooid/ledger'
import { createSandbox } from '@zooid/sandbox'
import { openStore } from '@zooid/store'
import { createPayingFetch, decodePaymentRequired, localSigner } from '@zooid/x402'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { manifest, operatorToken, startGateway } from '../test/fixture.ts'

const folder = mkdtempSync(join(tmpdir(), 'zooid-money-'))
const closers: (() => unknown)[] = []
let url: string
let balance: () => Promise<bigint>
let buyer: ReturnType<typeof localSigner>
let outcomes: () => { readonly [state: string]: number }

beforeAll(async () => {
  const devnet = await startDevnet({ profile: 'devnet', dataDir: join(folder, 'chain'), port: 0 })
  closers.push(() => devnet.close())
  const { profile, rpcUrl } = devnet
  const clock = systemClock
  const chain = await createChainReader({ profile, clock, log: silentLog, fetch })
  const wallet = await openWallet(join(folder, 'keys', 'wallet.json'))
  const settler = createSettler({ reader: chain, account: wallet.account, clock, log: silentLog })
  const faucet = createFaucet({ rpc: rpcUrl, profile, clock })
  buyer = localSigner(toHex(systemRng.bytes(32)))
  await faucet.drip(wallet.address)
  await faucet.drip(buyer.address)

  const store = openStore(join(folder, 'node.db'))
  const ledger = openLedger(join(folder, 'ledger.db'))
  const payments = createPayments({
    ledger,
    reader: chain,
    settler,
    recover: recoverSigner,
    profile,
    payTo: wallet.address,
    clock,
    rng: systemRng,
    events: store.events.append,
    log: silentLog,
  })
  const sandbox = createSandbox({ workers: 1 })
  const judge = createJudge({ sandbox, log: silentLog })
  const shelf = createShelf({ store, sandbox, judge })
  const node = await startGateway({
    deps: { chain, profile, settler, payments, ledger, store, sandbox, shelf, faucet },
  })
  url = node.url
  balance = () => chain.balanceOf(wallet.address)
  outcomes = () => ledger.counts()
  closers.push(
    () => chain.close(),
    () => faucet.close(),
    () => settler.close(),
    () => sandbox.close(),
    () => judge.close(),
    () => ledger.close(),
    () => store.close(),
    () => node.close(),
  )
})

afterAll(async () => {
  for (const close of closers.reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

const source = {
  manifest: manifest('greet', {
    capabilities: ['payment', 'kv'],
    examples: [
      {
        title: 'greet',
        request: { method: 'POST', path: '/', query: {}, body: { name: 'you' } },
        response: { status: 200, body: { hello: 'you' } },
      },
    ],
  }),
  index: `export function handle(request: Request): Response {
  const body = request.body
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return { status: 400, body: 'name?' }
  if (body['loop'] === true) for (;;);
  const calls = Number(kv.get('calls') ?? 0) + 1
  kv.set('calls', calls)
  return { body: body['count'] === true ? { calls } : { hello: body['name'] ?? 'nobody' } }
}
`,
  test: `test('greets', async () => {
  equal((await request({ method: 'POST', body: { name: 'you' } })).body, { hello: 'you' })
})
`,
}

const payWith = (send: Fetch) =>
  createPayingFetch({
    fetch: send,
    signer: buyer,
    maxAmount: 10_000n,
    networks: ['eip155:31337'],
    clock: systemClock,
    rng: systemRng,
  })
const pay: ReturnType<typeof payWith> = (...request) => payWith(fetch)(...request)

const call = (body: object, method = 'POST') => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

it('sells what the operator publishes, and the money arrives', async () => {
  const published = await publish(source)
  expect([published.status, await published.json()]).toMatchObject([201, { slug: 'greet' }])
  const before = await balance()
  const { response, settle } = await pay(`${url}/c/greet`, call({ name: 'Ada' }))
  expect([response.status, await response.json()]).toEqual([200, { hello: 'Ada' }])
  expect(settle?.success).toBe(true)
  expect((await balance()) - before).toBe(1000n)
  const receipt = await fetch(url + response.headers.get('zooid-receipt'))
  expect(await receipt.json()).toMatchObject({
    state: 'settled',
    txHash: settle?.transaction as Hex,
  })
})

it('gives one body for a payment raced fifty times, and none for a replay', async () => {
  const header = await catchPayment()
  const before = await balance()
  const send = async () => {
    const init = call({ count: true })
    const response = await fetch(`${url}/c/greet`, {
      ...init,
      headers: { ...init.headers, 'payment-signature': header },
    })
    return { status: response.status, text: await response.text(), response }
  }
  const raced = await Promise.all(Array.from({ length: 50 }, send))
  const won = raced.filter(({ status }) => status === 200)
  expect(won.map(({ text }) => text)).toEqual(['{"calls":2}'])
  expect(raced.filter(({ status }) => status === 402)).toHaveLength(49)
  const replay = await send()
  expect(replay.status).toBe(402)
  const offer = replay.response.headers.get('payment-required') ?? ''
  expect(decodePaymentRequired(offer)?.resource.url).toBe(`${url}/c/greet`)
  expect((await balance()) - before).toBe(1000n)
})

it('charges nothing for a refusal or a timeout of the cartridge', async () => {
  const before = await balance()
  const { response } = await pay(`${url}/c/greet`, call([]))
  expect(response.status).toBe(400)
  const { response: late, settle } = await pay(`${url}/c/greet`, call({ loop: true }))
  expect([late.status, settle]).toEqual([504, null])
  expect((await balance()) - before).toBe(0n)
  expect(outcomes()).toEqual({ settled: 2, failed: 2 })
})

it('takes no payment that was signed for another cartridge of the same price', async () => {
  expect(
    (await publish({ ...source, manifest: { ...source.manifest, slug: 'twin' } })).status,
  ).toBe(201)
  const header = await catchPayment()
  const before = await balance()
  const init = call({ name: 'x' })
  const headers = { ...init.headers, 'payment-signature': header }
  expect((await fetch(`${url}/c/twin`, { ...init, headers })).status).toBe(402)
  expect((await balance()) - before).toBe(0n)
})

function publish(files: object): Promise<Response> {
  const init = call(files)
  const headers = { ...init.headers, authorization: `Bearer ${operatorToken}` }
  return fetch(`${url}/admin/cartridges`, { ...init, headers })
}

/** A good payment for /c/greet that was signed and never sent. */
async function catchPayment(): Promise<string> {
  let caught = ''
  await payWith(async (input, init) => {
    caught = new Headers(init?.headers).get('payment-signature') ?? ''
    return caught === '' ? fetch(input, init) : new Response('caught')
  })(`${url}/c/greet`, call({}))
  return caught
}
