import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { operatorToken, payer, profile, startGateway, us } from '../test/fixture.ts'
import * as gateway from './index.ts'

let node: Awaited<ReturnType<typeof startGateway>> | undefined
afterEach(async () => {
  await node?.close()
  node = undefined
})
const start = async (...options: Parameters<typeof startGateway>) => {
  node = await startGateway(...options)
  return node
}
const json = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init)
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as object,
  }
}
const post = (body: unknown, headers: { readonly [name: string]: string } = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})
const asOperator = { authorization: `Bearer ${operatorToken}` }

it('exports what apps/node needs', () => {
  expect(Object.keys(gateway).sort()).toEqual([
    'UnclassedRouteError',
    'createGateway',
    'maxConnections',
    'maxHeadersCount',
    'route',
    'serverOptions',
  ])
})

it('tells who it is at /info, and at / without a dashboard', async () => {
  const { url } = await start()
  const { body } = await json(`${url}/info`)
  expect(body).toMatchObject({
    name: 'tester',
    role: 'queen',
    url,
    address: us,
    identity: { agentId: '1' },
    chain: { network: 'eip155:31337', head: '9' },
    counts: { cartridges: 1 },
  })
  expect((await json(`${url}/`)).body).toMatchObject({ name: 'tester' })
})

it('is ready only when database, chain, clock and sandbox are', async () => {
  const { url, close } = await start()
  expect((await json(`${url}/readyz`)).status).toBe(200)
  await close()
  const { url: sick } = await start({
    health: { ok: false, problem: 'RPC is down', skewMs: 40_000 },
  })
  const { status, body } = await json(`${sick}/readyz`)
  expect(status).toBe(503)
  expect(body).toMatchObject({
    ready: false,
    checks: expect.arrayContaining([
      { name: 'chain', ok: false, problem: 'RPC is down' },
      { name: 'clock', ok: false, problem: 'local clock and chain are 40 s apart' },
      { name: 'node.db', ok: true },
    ]),
  })
})

it('lists the catalogue with prices, schemas and statistics, in pages', async () => {
  const { url, store } = await start({
    handles: {
      'json-diff': () => {
        throw new Error('unused')
      },
    },
  })
  store.recordCall('echo', 5, true)
  const { body } = await json(`${url}/c?limit=1`)
  expect(body).toMatchObject({
    total: 2,
    next: '/c?limit=1&offset=1',
    cartridges: [
      {
        slug: 'echo',
        url: `${url}/c/echo`,
        price: { usd: '$0.001', atomic: '1000', symbol: 'TUSD' },
        input: { type: 'object' },
        stats: { calls: 1, faults: 0 },
      },
    ],
  })
  expect((await json(`${url}/c?q=diff+json`)).body).toMatchObject({
    total: 1,
    cartridges: [{ slug: 'json-diff' }],
  })
  expect((await json(`${url}/catalogue/echo`)).body).toMatchObject({ slug: 'echo' })
  expect((await json(`${url}/catalogue/none`)).status).toBe(404)
  expect((await json(`${url}/c?limit=0`)).body).toMatchObject({
    status: 400,
    code: 'request.invalid',
    issues: [{ field: 'query.limit' }],
  })
})

it('publishes for the operator, and says why not', async () => {
  const { url } = await start()
  const files = { manifest: {}, index: 'export const x = 1', test: 'test()' }
  expect((await json(`${url}/admin/cartridges`, post(files, asOperator))).status).toBe(201)
  const refused = await json(
    `${url}/admin/cartridges`,
    post({ ...files, index: 'bad' }, asOperator),
  )
  expect(refused.body).toMatchObject({
    status: 422,
    code: 'cartridge.forbidden',
    verdict: { kind: 'forbidden', message: 'no any' },
  })
  const admin = `${url}/admin/cartridges/new`
  expect((await json(admin, { headers: asOperator })).body).toMatchObject({ index: 'i', test: 't' })
  expect((await json(`${admin}/rollback`, { method: 'POST', headers: asOperator })).status).toBe(
    409,
  )
  expect((await fetch(admin, { method: 'DELETE', headers: asOperator })).status).toBe(204)
  expect((await fetch(admin, { method: 'DELETE', headers: asOperator })).status).toBe(404)
})

it.each([
  ['syntax', '{"a":'],
  ['five million brackets, cut at the cap', '['.repeat(300_000)],
  ['deep nesting', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['a prototype', '{"__proto__":{"manifest":{},"index":"i","test":"t"}}'],
  ['infinity', '1e400'],
  ['nothing', ''],
])('answers 4xx fast to JSON that is %s', async (_name, body) => {
  const { url } = await start()
  const startedAt = performance.now()
  const response = await fetch(`${url}/admin/cartridges`, post(body, asOperator))
  expect([400, 413]).toContain(response.status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(performance.now() - startedAt).toBeLessThan(500)
})

it('takes JSON bodies only as application/json, so that foreign pages must ask first', async () => {
  const { url } = await start()
  const init = { method: 'POST', body: JSON.stringify({ address: us }) }
  expect((await json(`${url}/faucet`, init)).status).toBe(415)
  expect((await json(`${url}/faucet`, post({ address: us }))).body).toMatchObject({ native: '1' })
  expect((await json(`${url}/faucet`, post({ address: 'me' }))).status).toBe(400)
})

it('has no faucet where none is handed in', async () => {
  const { url } = await start({ deps: { faucet: null } })
  expect((await json(`${url}/faucet`, post({ address: us }))).status).toBe(404)
})

it('shows receipts and revenue', async () => {
  const { url } = await start()
  expect((await json(`${url}/ledger`)).body).toMatchObject({
    receipts: [{ id: 'r1', payer }],
    next: null,
  })
  expect((await json(`${url}/ledger/r1`)).body).toMatchObject({ id: 'r1', state: 'settled' })
  expect((await json(`${url}/ledger/nope`)).status).toBe(404)
  expect((await json(`${url}/ledger/revenue`)).body).toMatchObject({
    routes: [{ route: 'c/echo' }],
  })
  expect((await json(`${url}/ledger?state=lost`)).status).toBe(400)
})

const nonce = `0x${'01'.repeat(32)}`
const terms = {
  scheme: 'exact',
  network: profile.network,
  amount: '1000',
  asset: profile.asset.address,
  payTo: us,
  maxTimeoutSeconds: 60,
  extra: { name: 'Test Dollar', version: '1' },
}
const payload = {
  x402Version: 2,
  accepted: terms,
  payload: {
    signature: `0x${'00'.repeat(65)}`,
    authorization: {
      from: payer,
      to: us,
      value: '1000',
      validAfter: '0',
      validBefore: '99',
      nonce,
    },
  },
}

it('settles for others only on terms it knows', async () => {
  const { url } = await start()
  const ask = (path: string, requirements: object, paymentPayload: object = payload) =>
    json(url + path, post({ x402Version: 2, paymentPayload, paymentRequirements: requirements }))
  expect((await ask('/verify', terms)).body).toEqual({ isValid: true, payer })
  expect((await ask('/settle', terms)).body).toMatchObject({ success: true })
  expect((await ask('/verify', { ...terms, payTo: payer })).body).toMatchObject({
    isValid: false,
    invalidReason: 'invalid_payment_requirements',
    payer,
  })
  expect((await ask('/settle', { ...terms, asset: us })).body).toMatchObject({
    success: false,
    transaction: '',
  })
  expect((await ask('/settle', { ...terms, network: 'eip155:1' })).body).toMatchObject({
    errorReason: 'invalid_network',
  })
  expect((await ask('/verify', terms, { ...payload, payload: {} })).body).toMatchObject({
    isValid: false,
  })
  expect((await ask('/verify', { ...terms, amount: 1000 })).body).toMatchObject({ isValid: false })
  expect((await json(`${url}/verify`, post({ x402Version: 3 }))).status).toBe(400)
  expect((await json(`${url}/supported`)).body).toMatchObject({
    kinds: [{ x402Version: 2, scheme: 'exact', network: profile.network }],
  })
})

it('settles nothing that is worth less than the cheapest call, or than its gas', async () => {
  const { url, shelf } = await start()
  const ask = (path: string, amount: string) =>
    json(
      url + path,
      post({ x402Version: 2, paymentPayload: payload, paymentRequirements: { ...terms, amount } }),
    )
  for (const amount of ['0', '1', '999'])
    expect([
      (await ask('/settle', amount)).body,
      (await ask('/verify', amount)).body,
    ]).toMatchObject([
      { success: false, errorReason: 'invalid_payment_requirements', transaction: '', payer },
      { isValid: false, invalidReason: 'invalid_payment_requirements', payer },
    ])
  expect((await ask('/settle', '1000')).body).toMatchObject({ success: true })
  shelf.remove('echo')
  expect((await ask('/settle', '99')).body).toMatchObject({ success: false })
  expect((await ask('/settle', '100')).body).toMatchObject({ success: true })
})

it('settles for configured payees too', async () => {
  const { url } = await start({ config: { facilitatorPayTo: ['*'] } })
  const request = {
    x402Version: 2,
    paymentPayload: payload,
    paymentRequirements: { ...terms, payTo: payer },
  }
  expect((await json(`${url}/verify`, post(request))).body).toMatchObject({ isValid: true })
})

it('describes itself: OpenAPI with prices, docs without scripts, cards for agents', async () => {
  const { url } = await start()
  const { body } = await json(`${url}/openapi.json`)
  expect(body).toMatchObject({
    openapi: '3.1.0',
    servers: [{ url }],
    paths: {
      '/c/echo': {
        post: { 'x-price': { atomic: '1000' }, 'x-payment-info': { price: '0.001' } },
      },
      '/ledger/{id}': { get: {} },
      '/admin/cartridges': { post: { security: [{ operator: [] }] } },
    },
  })
  const docs = await fetch(`${url}/docs`)
  const page = await docs.text()
  expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).toContain('Does echo &lt;b&gt;well&lt;/b&gt;')
  expect(page).not.toMatch(/<script|https?:\/\/(?!127)/)
  expect((await fetch(`${url}/docs/style.css`)).headers.get('content-type')).toContain('text/css')
  expect((await json(`${url}/.well-known/agent-card.json`)).body).toMatchObject({
    skills: [
      { id: 'echo', description: expect.stringContaining(`$0.001 a call at ${url}/c/echo`) },
    ],
  })
  expect((await json(`${url}/.well-known/agent-registration.json`)).body).toEqual({
    name: 'tester',
  })
})

it('updates every metric it declares', async () => {
  const { url } = await start()
  await fetch(`${url}/c/echo`)
  const text = await (await fetch(`${url}/metrics`)).text()
  for (const line of [
    /zooid_http_request_duration_seconds_count{method="GET",route="\/c\/{slug}",status="402"} 1/,
    /zooid_paid_requests_total{outcome="unpaid"} 1/,
    /zooid_payments{state="settled"} 1/,
    /zooid_settle_queue{kind="waiting"} 0/,
    /zooid_sandbox_workers{kind="alive"} 2/,
    /zooid_chain_head 9/,
    /zooid_cartridges 1/,
    /zooid_sse_clients 0/,
    /process_resident_memory_bytes [1-9]/,
  ])
    expect(text).toMatch(line)
})

it('serves the dashboard from memory, under a policy without inline code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zooid-dash-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>hello')
  writeFileSync(join(folder, 'main.js'), '1')
  writeFileSync(join(folder, 'secret.key'), 'no')
  const { url } = await start({ config: { dashboardDir: folder } })
  rmSync(folder, { recursive: true })
  const page = await fetch(`${url}/`, { headers: { accept: 'text/html' } })
  expect(await page.text()).toContain('hello')
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe')
  const etag = (await fetch(`${url}/main.js`)).headers.get('etag') ?? ''
  expect((await fetch(`${url}/main.js`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  expect((await fetch(`${url}/secret.key`)).status).toBe(404)
})

it.each([
  ['worker', 'http://127.0.0.1:7001'],
  ['queen', null],
] as const)('a %s that found a queen on chain names %s as its queen', async (role, queenUrl) => {
  const queen = {
    agentId: '1',
    address: payer,
    name: 'queen',
    role: 'queen',
    url: 'http://127.0.0.1:7001',
    status: 'up',
    lastSeenAt: null,
  } as const
  const { url } = await start({
    config: { role, queenUrl: null },
    deps: {
      peers: {
        peers: () => [queen],
        findQueen: () => queen,
        refresh: async () => {},
        close: async () => {},
      },
    },
  })
  expect((await json(`${url}/info`)).body).toMatchObject({ queenUrl })
})

it('hides what broke behind a request id', async () => {
  const { url } = await start({
    deps: {
      registrationFile: () => {
        throw new Error('password=hunter2')
      },
    },
  })
  const { status, body, headers } = await json(`${url}/.well-known/agent-registration.json`)
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('hunter2')
  expect(body).toMatchObject({ requestId: headers.get('x-request-id') })
})

it('streams events live and resumes after Last-Event-ID', async () => {
  const { url, store } = await start()
  for (let i = 0; i < 250; i++) store.events.append('cartridge.log', { i })
  store.events.flush()
  const stream = openStream(await fetch(`${url}/events`, { headers: { 'last-event-id': '3' } }))
  store.events.append('node.started', { live: true })
  const ids: number[] = []
  while (ids.at(-1) !== 251) ids.push(...(await stream.next()))
  // 3 is no event: the stream opens with the id it begins after.
  expect(ids).toEqual(Array.from({ length: 249 }, (_, i) => i + 3))
  await stream.cancel()
  const page = await json(`${url}/events?after=249&limit=5`, {
    headers: { accept: 'application/json' },
  })
  expect(page.body).toMatchObject({
    lastId: 251,
    events: [{ id: 250 }, { id: 251, type: 'node.started' }],
  })
  expect((await json(`${url}/events`, { headers: { 'last-event-id': 'x' } })).status).toBe(400)
})

it('gives event streams a number of places and takes them back', async () => {
  const { url } = await start({ config: { maxSseClients: 2 } })
  const first = await fetch(`${url}/events`)
  await fetch(`${url}/events`)
  expect((await json(`${url}/events`)).body).toMatchObject({ status: 429, code: 'events.full' })
  await first.body?.cancel()
  await expect
    .poll(async () => {
      const third = await fetch(`${url}/events`)
      await third.body?.cancel()
      return third.status
    })
    .toBe(200)
})

it('holds little for a client that never reads, and drops it', async () => {
  const { port, store, url } = await start()
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`)
    socket.pause()
  })
  socket.on('error', () => {})
  const clients = async () =>
    /zooid_sse_clients (\d)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1]
  await expect.poll(clients).toBe('1')
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < 1000; i++) store.events.append('cartridge.log', 'x'.repeat(30_000))
  store.events.flush()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  socket.destroy()
  await expect.poll(clients).toBe('0')
})

type EventIds = { next: () => Promise<number[]>; cancel: () => Promise<void> }

function openStream(response: Response): EventIds {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  return {
    next: async () => {
      rest += (await reader.read()).value ?? ''
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      return blocks.flatMap((block) => /^id: (\d+)$/m.exec(block)?.[1] ?? []).map(Number)
    },
    cancel: () => reader.cancel(),
  }
}

it('describes the language of genomes, and guesses what an unknown op meant', async () => {
  const { url } = await start()
  expect((await json(`${url}/describe`)).body).toEqual({ language: 'zooid-genome', ops: 1 })
  expect((await json(`${url}/describe?q=a+sum`)).body).toEqual({ ops: ['add'] })
  expect((await json(`${url}/describe/add`)).body).toEqual({
    op: 'add',
    description: 'add (math, 0x0001): the sum',
  })
  expect(await json(`${url}/describe/ad`)).toMatchObject({
    status: 404,
    body: { code: 'genome.unknown_op', hint: 'did you mean add?' },
  })
  expect((await json(`${url}/describe/${'x'.repeat(41)}`)).status).toBe(400)
  expect((await json(`${url}/describe?q=${'x'.repeat(101)}`)).status).toBe(400)
  expect((await json(`${url}/openapi.json`)).body).toMatchObject({
    paths: { '/describe': { get: {} }, '/describe/{op}': { get: {} } },
  })
})
