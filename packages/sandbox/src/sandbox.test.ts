import { type Json, limits, systemClock, ZooidError } from '@zooid/base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox } from './sandbox.ts'
import type { CartridgeRequest, HostCapabilities, Sandbox, SandboxRun } from './types.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ workers: 2 })
})
afterAll(() => sandbox.close())

const request: CartridgeRequest = {
  method: 'POST',
  path: '/',
  query: {},
  headers: {},
  body: { items: [1, 2, 3] },
  payment: { payer: '0xpayer', amount: '1', asset: '0xasset', network: 'eip155:31337' },
}

const run = (code: string, extra: Partial<SandboxRun> = {}, signal?: AbortSignal) =>
  sandbox.run(
    {
      code,
      codeId: code.slice(0, 40),
      request,
      granted: [],
      host: {},
      limits: { timeoutMs: 1000, outputBytes: limits.cartridgeOutputBytes, logLines: 100 },
      ...extra,
    },
    signal,
  )
const body = async (code: string, extra: Partial<SandboxRun> = {}): Promise<Json> => {
  const result = await run(code, extra)
  if (!result.ok) throw new Error(`${result.fault.kind} ${result.fault.message}`)
  return result.response.body
}
const fault = async (code: string, extra: Partial<SandboxRun> = {}) => {
  const result = await run(code, extra)
  if (result.ok) throw new Error(`expected a fault, got ${JSON.stringify(result.response)}`)
  return result.fault
}

const mapKv = (map = new Map<string, Json>()): NonNullable<HostCapabilities['kv']> => ({
  get: (key) => map.get(key),
  set: (key, value) => void map.set(key, value),
  delete: (key) => map.delete(key),
  list: (prefix, limit) =>
    [...map.keys()]
      .filter((key) => key.startsWith(prefix))
      .sort()
      .slice(0, limit),
})

test('a cartridge receives the request and answers with defaults filled in', async () => {
  const result = await run(
    'export const handle = ({ method, path, body }) => ({ body: { method, path, n: body.items.length } })',
  )
  expect(result).toMatchObject({
    ok: true,
    response: { status: 200, headers: {}, body: { method: 'POST', path: '/', n: 3 } },
  })
})

test('an async handle, a custom status and allowed headers pass; other headers are dropped', async () => {
  const result = await run(`export async function handle() {
    await null
    return { status: 201, headers: { 'Content-Type': 'text/csv', 'Set-Cookie': 'a=b', Location: '/x' }, body: 'a,b' }
  }`)
  expect(result).toMatchObject({
    ok: true,
    response: { status: 201, headers: { 'content-type': 'text/csv' }, body: 'a,b' },
  })
})

test('a header value that would split the response is refused', async () => {
  const code =
    "export const handle = () => ({ headers: { 'content-type': 'a\\r\\nset-cookie: x' } })"
  expect(await fault(code)).toMatchObject({ kind: 'bad_output', code: 'sandbox.bad_headers' })
})

test.each([
  ['no object', 'export const handle = () => 3'],
  ['undefined', 'export const handle = () => {}'],
  ['a status that is no status', 'export const handle = () => ({ status: 99 })'],
  [
    'a body nested beyond the depth limit',
    'export const handle = () => { let b = 1; for (let i = 0; i < 90; i++) b = [b]; return { body: b } }',
  ],
])('a response with %s is bad output', async (_name, code) => {
  expect((await fault(code)).kind).toBe('bad_output')
})

test('request.payment is null unless the capability is granted', async () => {
  const code = 'export const handle = ({ payment }) => ({ body: payment })'
  expect(await body(code)).toBeNull()
  expect(await body(code, { granted: ['payment'] })).toMatchObject({ payer: '0xpayer' })
})

test('kv round-trips synchronously and its quota error carries a code', async () => {
  const map = new Map<string, Json>()
  const code = `export function handle() {
    const before = kv.get('n')
    kv.set('n', { count: (before?.count ?? 0) + 1 })
    kv.set('m', 'line\\u0000with\\nodd "text" \\u{1f980}')
    return { body: [before ?? null, kv.get('n'), kv.get('m'), kv.list(), kv.list('m', 1), kv.delete('m'), kv.delete('m')] }
  }`
  const kv = mapKv(map)
  expect(await body(code, { granted: ['kv'], host: { kv } })).toEqual([
    null,
    { count: 1 },
    'line\u0000with\nodd "text" \u{1f980}',
    ['m', 'n'],
    ['m'],
    true,
    false,
  ])
  expect(map.get('n')).toEqual({ count: 1 })
  const full = {
    ...kv,
    set: () => {
      throw new ZooidError('kv.quota', 'more than 1000 keys', { status: 409 })
    },
  }
  expect(
    await body(
      "export const handle = () => { try { kv.set('a', 1) } catch (e) { return { body: [e.code, e.message] } } }",
      { granted: ['kv'], host: { kv: full } },
    ),
  ).toEqual(['kv.quota', 'more than 1000 keys'])
  expect(
    await fault("export const handle = () => kv.set('a', 1)", {
      granted: ['kv'],
      host: { kv: full },
    }),
  ).toEqual({ kind: 'capability', code: 'kv.quota', message: 'more than 1000 keys' })
})

test('call reaches another cartridge, three deep, without exhausting the pool', async () => {
  const nested: (depth: number) => Partial<SandboxRun> = (depth) => ({
    depth,
    granted: ['call'],
    host: {
      call: async (slug, childRequest, remainingMs) => {
        const child = await run(slug === 'leaf' ? leaf : middle, {
          ...nested(depth + 1),
          request: childRequest,
          limits: { timeoutMs: remainingMs, outputBytes: 1024, logLines: 0 },
        })
        if (!child.ok) throw new ZooidError(child.fault.code, child.fault.message)
        return child.response
      },
    },
  })
  const leaf = 'export const handle = ({ body }) => ({ body: body + 1 })'
  const middle = `export async function handle({ body }) {
    const next = await call(body >= 2 ? 'leaf' : 'middle', { body: body + 1 })
    return { body: [next.status, next.body] }
  }`
  const once = () =>
    body(middle, {
      ...nested(0),
      request: { ...request, body: 0 },
      limits: { timeoutMs: 4000, outputBytes: 1024, logLines: 0 },
    })
  const expected = [200, [200, [200, 4]]]
  expect(await Promise.all([once(), once(), once(), once()])).toEqual([
    expected,
    expected,
    expected,
    expected,
  ])
  expect(sandbox.stats().workers).toBeLessThanOrEqual(2 * 4)
})

test('log passes lines up to the cap, each cut to 1 kB', async () => {
  const lines: string[] = []
  const code =
    "export const handle = () => { log('a', { b: 1 }); for (let i = 0; i < 500; i++) log('x'.repeat(5000)); return {} }"
  await body(code, { granted: ['log'], host: { log: (line) => void lines.push(line) } })
  expect(lines[0]).toBe('a {"b":1}')
  expect(lines).toHaveLength(101)
  expect(Math.max(...lines.map((line) => line.length))).toBe(1024)
})

test('now and random work when granted', async () => {
  const code = `export const handle = () => ({ body: [now(), Date.now() - now() < 5, new Date().getTime() - now() < 5, random(16).length, Math.random() !== Math.random()] })`
  const fixed = createSandbox({
    workers: 1,
    clock: { ...systemClock, now: () => 1_700_000_000_000, sleep: async () => {} },
  })
  const result = await fixed.run({
    code,
    codeId: 'now',
    request,
    granted: ['now', 'random'],
    host: {},
    limits: { timeoutMs: 1000, outputBytes: 1024, logLines: 0 },
  })
  await fixed.close()
  if (!result.ok) throw new Error(result.fault.message)
  const [at, ...rest] = result.response.body as [number, ...Json[]]
  expect(at - 1_700_000_000_000).toBeLessThan(1000)
  expect(at).toBeGreaterThanOrEqual(1_700_000_000_000)
  expect(rest).toEqual([true, true, 16, true])
})

test('a cartridge that was compiled ahead still loads during its own call', async () => {
  const lines: string[] = []
  const extra: Partial<SandboxRun> = {
    granted: ['now', 'log'],
    host: { log: (line) => void lines.push(line) },
  }
  const code =
    "const loadedAt = now(); log('loaded'); export const handle = () => ({ body: loadedAt })"
  const times: number[] = []
  for (let i = 1; i <= 6; i++) {
    const before = Date.now()
    times.push(Number(await body(code, extra)))
    expect(times.at(-1)).toBeGreaterThanOrEqual(before)
    expect(lines).toHaveLength(i)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})

test.each([
  ['kv', "kv.get('a')"],
  ['call', "call('a')"],
  ['log', "log('a')"],
  ['now', 'now()'],
  ['now', 'Date.now()'],
  ['now', 'new Date()'],
  ['now', 'Date()'],
  ['now', 'new (new Date(0).constructor)()'],
  ['random', 'random(8)'],
  ['random', 'Math.random()'],
])('without capability %s, %s is refused by name', async (name, expression) => {
  const denied = await fault(`export const handle = () => { ${expression}; return {} }`)
  expect(denied).toMatchObject({ kind: 'capability', code: 'capability.denied' })
  expect(denied.message).toContain(`capability "${name}"`)
})

test('an abort ends the run, and the pool goes on', async () => {
  const abort = new AbortController()
  const running = run('export const handle = () => { for (;;); }', {}, abort.signal)
  setTimeout(() => abort.abort(new Error('client left')), 50)
  await expect(running).rejects.toThrow('client left')
  expect(await body('export const handle = () => ({ body: 1 })')).toBe(1)
})

test('a queue that is full refuses with a typed overload error', async () => {
  const slow = createSandbox({ workers: 1 })
  const order: SandboxRun = {
    code: 'export const handle = () => { for (;;); }',
    codeId: 'slow',
    request,
    granted: [],
    host: {},
    limits: { timeoutMs: 200, outputBytes: 1024, logLines: 0 },
  }
  const runs = Array.from({ length: 300 }, () => slow.run(order).catch((error) => error))
  await expect(runs[299]).resolves.toMatchObject({ code: 'sandbox.overloaded', status: 503 })
  await slow.close()
  await expect(runs[0]).resolves.toMatchObject({ code: 'sandbox.closed' })
})

test('runTests reports each test with a readable difference', async () => {
  const seen: number[] = []
  const result = await sandbox.runTests({
    code: `
      test('adds', async () => { const r = await request({ body: 2 }); equal(r.body, 3) })
      test('deep', () => equal({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }))
      test('async failure', async () => { await request({ path: '/fail' }) })
      test('others', () => { ok(1); match('abc', /b/); throws(() => { throw new Error('boo') }, /boo/); equal(new Map([[1, 2]]), new Map([[1, 2]])) })
      test('throws nothing', () => throws(() => {}))
    `,
    onRequest: async ({ path, body: given }, testIndex) => {
      seen.push(testIndex)
      if (path === '/fail') throw new ZooidError('sandbox.timeout', 'too slow')
      return { status: 200, headers: {}, body: Number(given) + 1 }
    },
    timeoutMs: 2000,
  })
  expect(result).toMatchObject({
    ok: true,
    report: {
      passed: 2,
      failed: 3,
      tests: [
        { name: 'adds', ok: true },
        { name: 'deep', ok: false, message: 'a[1].b is 2, expected 3' },
        { name: 'async failure', ok: false, message: 'Error: too slow (sandbox.timeout)' },
        { name: 'others', ok: true },
        { name: 'throws nothing', ok: false, message: 'the function did not throw' },
      ],
    },
  })
  expect(seen).toEqual([0, 2])
})

test('a test file that never ends is a timeout', async () => {
  const endless = (code: string) =>
    sandbox.runTests({
      code,
      onRequest: async () => ({ status: 200, headers: {}, body: null }),
      timeoutMs: 200,
    })
  expect(await endless("test('x', () => { for (;;); })")).toMatchObject({
    ok: false,
    fault: { kind: 'timeout' },
  })
  expect(await endless('for (;;);')).toMatchObject({ ok: false, fault: { kind: 'timeout' } })
})
