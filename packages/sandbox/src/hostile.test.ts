// Hostile guests, by the row numbers of the project's table of hostile inputs. Each ends in a named
// fault, in time, and leaves a pool that serves the next call.
import { limits } from '@zooid/base'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createSandbox } from './sandbox.ts'
import type { CartridgeRequest, FaultKind, RunResult, Sandbox, SandboxRun } from './types.ts'

const workers = 2
const timeoutMs = 300
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = createSandbox({ workers })
  await run('export const handle = () => ({})')
})
afterEach(async () => {
  expect(await body('export const handle = () => ({ body: "alive" })')).toBe('alive')
})
afterAll(() => sandbox.close())

const request: CartridgeRequest = {
  method: 'GET',
  path: '/',
  query: {},
  headers: {},
  body: null,
  payment: null,
}
const run = (code: string, extra: Partial<SandboxRun> = {}) =>
  sandbox.run({
    code,
    codeId: 'hostile',
    request,
    granted: [],
    host: {},
    limits: { timeoutMs, outputBytes: limits.cartridgeOutputBytes, logLines: 100 },
    ...extra,
  })
const inHandle = (statements: string) => `export async function handle() { ${statements} }`
async function body(code: string) {
  const result = await run(code, { limits: { timeoutMs: 2000, outputBytes: 10_000, logLines: 0 } })
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message}`)
  return result.response.body
}
function faultOf(result: RunResult) {
  if (result.ok) throw new Error(`expected a fault, got ${JSON.stringify(result.response)}`)
  return result.fault
}

type Row = readonly [row: string, code: string, kinds: readonly FaultKind[]]

const endless: readonly Row[] = [
  ['row 30: endless loop', inHandle('for (;;);'), ['timeout']],
  ['row 30: endless loop at load', 'for (;;);', ['timeout']],
  ['row 30: regex that backtracks', inHandle("/^(a+)+$/.test('a'.repeat(40) + 'b')"), ['timeout']],
  ['row 30: sort callback that loops', inHandle('[2, 1].sort(() => { for (;;); })'), ['timeout']],
  [
    'row 30: generator spread',
    inHandle('[...(function* () { for (;;) yield 1 })()]'),
    ['timeout', 'memory'],
  ],
  [
    'row 30: loop that catches its interruption',
    inHandle('for (;;) try { for (;;); } catch {} finally { for (;;); }'),
    ['timeout'],
  ],
  ['row 31: reverse on 2^32', inHandle('[].reverse.call({ length: 2 ** 32 - 2 })'), ['timeout']],
  [
    'row 31: copyWithin on 2^32',
    inHandle('[].copyWithin.call({ length: 2 ** 32 - 2 }, 1)'),
    ['timeout'],
  ],
  [
    'row 31: sparse join',
    inHandle("const a = []; a.length = 2 ** 32 - 1; a.join('')"),
    ['timeout', 'memory', 'runtime'],
  ],
  [
    'row 31: repeated indexOf',
    inHandle("const s = 'a'.repeat(3e6); for (;;) s.indexOf('a'.repeat(1e6) + 'b')"),
    ['timeout'],
  ],
  ['row 33: promise loop', inHandle('for (;;) await null'), ['timeout']],
  [
    'row 33: promise bomb',
    inHandle(
      'const f = () => { Promise.resolve().then(f); Promise.resolve().then(f) }; f(); await new Promise(() => {})',
    ),
    ['timeout', 'memory'],
  ],
  ['row 33: promise that never settles', inHandle('await new Promise(() => {})'), ['runtime']],
  [
    'row 35: toJSON that loops',
    inHandle('return { body: { toJSON() { for (;;); } } }'),
    ['timeout'],
  ],
  [
    'row 35: getter on the response that loops',
    inHandle('return { get status() { for (;;); } }'),
    ['timeout'],
  ],
  [
    'row 35: thenable response that loops',
    inHandle('return { then() { for (;;); } }'),
    ['timeout'],
  ],
  [
    'row 35: error whose message loops',
    inHandle('throw { get message() { for (;;); } }'),
    ['timeout'],
  ],
]

test.each(endless)('%s ends at the deadline', async (_row, code, kinds) => {
  const startedAt = performance.now()
  const fault = faultOf(await run(code))
  // Deadline, 100 ms of grace, and room for a machine that is busy with other tests.
  expect(performance.now() - startedAt).toBeLessThan(timeoutMs + 100 + 400)
  expect(kinds).toContain(fault.kind)
})

const hungry: readonly Row[] = [
  [
    'row 32: arrays of objects',
    inHandle('const a = []; for (;;) a.push({ a: [1, 2, 3] })'),
    ['memory', 'timeout'],
  ],
  ['row 32: strings', inHandle("let s = 'x'; for (;;) s += s"), ['memory', 'runtime', 'timeout']],
  [
    'row 32: typed arrays',
    inHandle('const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))'),
    ['memory', 'timeout'],
  ],
  ['row 32: one huge buffer', inHandle('new ArrayBuffer(2 ** 31 - 1)'), ['memory', 'runtime']],
  [
    'row 32: caught out-of-memory loop',
    inHandle(
      'const a = []; for (;;) try { for (;;) a.push(new Array(1e5).fill(a.length)) } catch {}',
    ),
    ['memory', 'timeout'],
  ],
]

test.each(hungry)('%s is refused', async (_row, code, kinds) => {
  expect(kinds).toContain(faultOf(await run(code)).kind)
})

test('row 32: the memory of the node stays bounded under a loop of memory bombs', async () => {
  const bomb = inHandle('const a = []; for (;;) a.push(new Uint8Array(1e6).fill(1))')
  for (let i = 0; i < 4; i++) await run(bomb)
  const before = process.memoryUsage.rss()
  for (let i = 0; i < 12; i++) await run(bomb)
  // Without a bound this grows by 64 MiB a run.
  expect(process.memoryUsage.rss() - before).toBeLessThan(250 * 1024 * 1024)
})

const deep: readonly Row[] = [
  ['row 34: deep recursion', inHandle('const f = () => f() + 1; f()'), ['runtime']],
  [
    'row 34: deep source',
    `export const handle = () => ${'('.repeat(50_000)}1${')'.repeat(50_000)}`,
    ['runtime'],
  ],
  ['row 34: deep source through eval', inHandle("eval('['.repeat(1e5))"), ['runtime']],
  ['row 34: deep JSON in', inHandle("JSON.parse('['.repeat(1e6))"), ['runtime']],
  [
    'row 34: deep JSON out',
    inHandle('let b = 0; for (let i = 0; i < 1e5; i++) b = [b]; return { body: b }'),
    ['runtime', 'bad_output', 'timeout'],
  ],
  ['row 34: deep regex', inHandle("new RegExp('('.repeat(1e5) + ')'.repeat(1e5))"), ['runtime']],
  [
    'row 34: deep prototype chain',
    inHandle('let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); return o.missing'),
    ['runtime', 'bad_output', 'timeout'],
  ],
  [
    'row 34: deep proxy chain',
    inHandle(
      'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return { body: p.x }',
    ),
    ['runtime', 'memory', 'timeout'],
  ],
  [
    'row 35: import of a host module',
    "import fs from 'node:fs'; export const handle = () => ({})",
    ['runtime'],
  ],
  ['row 35: dynamic import', inHandle("await import('node:fs')"), ['runtime']],
  ['row 36: error message of 4 MB', inHandle("throw new Error('x'.repeat(4e6))"), ['runtime']],
  ['row 36: output of 20 MB', inHandle("return { body: 'x'.repeat(20e6) }"), ['bad_output']],
  [
    'row 36: output one byte too large',
    inHandle(`return { body: 'x'.repeat(${limits.cartridgeOutputBytes + 1}) }`),
    ['bad_output'],
  ],
  [
    'row 36: output too large in UTF-8',
    inHandle(`return { body: '\\u20ac'.repeat(${limits.cartridgeOutputBytes / 2}) }`),
    ['bad_output'],
  ],
  ['thrown null', inHandle('throw null'), ['runtime']],
  ['thrown proxy', inHandle('throw new Proxy({}, { get() { throw 1 } })'), ['runtime']],
  ['syntax error', 'export const handle = (', ['runtime']],
  ['no handle', 'export const other = 1', ['runtime']],
]

test.each(deep)('%s is a clean fault', async (_row, code, kinds) => {
  const fault = faultOf(await run(code))
  expect(kinds).toContain(fault.kind)
  expect(fault.message.length).toBeLessThanOrEqual(limits.cartridgeErrorBytes)
})

test('row 33: no timers exist', async () => {
  expect(
    await body(
      inHandle(
        'return { body: [typeof setTimeout, typeof setInterval, typeof queueMicrotask, typeof setImmediate] }',
      ),
    ),
  ).toEqual(['undefined', 'undefined', 'undefined', 'undefined'])
})

test('row 35: nothing of the host is reachable from inside', async () => {
  const probe = `export async function handle() {
    const names = ['process', 'require', 'module', 'fetch', 'WebAssembly', 'console', 'Buffer', 'Worker', 'XMLHttpRequest', 'Deno', 'Bun', 'std', 'os', 'print', 'Atomics', 'SharedArrayBuffer', 'host', 'prelude']
    const viaConstructor = (function () {}).constructor('return typeof process')()
    const viaAsync = await (async () => {}).constructor('return typeof process')()
    const viaEval = (0, eval)('typeof require')
    const viaError = typeof new Error().constructor.constructor('return this')().process
    return { body: [names.filter((name) => name in globalThis), viaConstructor, viaAsync, viaEval, viaError] }
  }`
  expect(await body(probe)).toEqual([[], 'undefined', 'undefined', 'undefined', 'undefined'])
})

test('row 35: proxies and getters as arguments of host calls stay in the guest', async () => {
  const stored: unknown[] = []
  const kv = {
    get: () => undefined,
    set: (_key: string, value: unknown) => void stored.push(value),
    delete: () => false,
    list: () => [],
  }
  const code = inHandle(`
    kv.set('a', new Proxy({ x: 1 }, {}))
    kv.set('b', { get secret() { return 'computed inside' }, __proto__: { hidden: 1 }, ['__proto__']: { own: 1 } })
    const refused = []
    for (const bad of [() => 1, undefined, Symbol('s')]) try { kv.set('c', bad) } catch (e) { refused.push(e.name) }
    for (const bad of [{}, null, 1, { toString: () => 'key' }]) try { kv.set(bad, 1) } catch (e) { refused.push(e.name) }
    try { kv.set('d', 'x'.repeat(3e5)) } catch (e) { refused.push(e.code) }
    return { body: refused }`)
  const result = await run(code, { granted: ['kv'], host: { kv } })
  expect(result).toMatchObject({
    ok: true,
    response: { body: [...Array(7).fill('TypeError'), 'sandbox.argument'] },
  })
  expect(stored[0]).toEqual({ x: 1 })
  expect(Object.getPrototypeOf(stored[1])).toBe(Object.prototype)
  expect(stored).toHaveLength(2)
})

test('row 35: a failure of the host shows the guest no more than a code', async () => {
  const kv = {
    get: () => {
      throw new Error('SQLITE_CORRUPT /var/secret/path')
    },
    set: () => {},
    delete: () => false,
    list: () => [],
  }
  const result = await run(inHandle("kv.get('a')"), { granted: ['kv'], host: { kv } })
  expect(faultOf(result)).toEqual({
    kind: 'capability',
    code: 'host.failure',
    message: 'the node could not do this',
  })
})

test('row 37: globals, prototypes and earlier requests do not leak into the next call', async () => {
  const pollute = `globalThis.leak = 1; Object.prototype.leak = 2; Array.prototype.map = () => 'leak'
    JSON.stringify = () => 'leak'; Promise.prototype.then = () => 'leak'
    export const handle = ({ payment }) => { globalThis.payer = payment?.payer; return {} }`
  for (let i = 0; i < workers + 1; i++)
    await run(pollute, {
      granted: ['payment'],
      request: {
        ...request,
        payment: { payer: '0xsecret', amount: '1', asset: 'a', network: 'n' },
      },
    })
  const probe =
    'export const handle = () => ({ body: [typeof leak, {}.leak ?? null, [1].map((x) => x + 1), typeof payer] })'
  for (let i = 0; i < 2 * (workers + 1); i++)
    expect(await body(probe)).toEqual(['undefined', null, [2], 'undefined'])
})

test('row 31: a kill does not stall other calls, and the number of workers stays constant', async () => {
  const kill = inHandle('[].reverse.call({ length: 2 ** 32 - 2 })')
  const before = sandbox.stats()
  const killed = run(kill)
  const latencies: number[] = []
  for (let i = 0; i < 30; i++) {
    const startedAt = performance.now()
    await body('export const handle = () => ({ body: 1 })')
    latencies.push(performance.now() - startedAt)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
  const result = await killed
  expect(faultOf(result).code).toBe('sandbox.killed')
  expect(result.usage.workerReplaced).toBe(true)
  expect(result.usage.wallMs).toBeLessThan(timeoutMs + 100 + 300)
  expect(latencies.sort((a, b) => a - b)[15]).toBeLessThan(50)
  expect(sandbox.stats().workers).toBe(workers + 1)
  expect(sandbox.stats().replaced).toBe(before.replaced + 1)
})
