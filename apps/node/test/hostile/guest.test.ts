// Rows 30 to 38 of the table of hostile inputs: cartridges that attack the node they run on, published by
// the operator's API and called by paying buyers. Every one ends in a named answer, in time, unpaid, and
// the node serves the next caller.
import { limits } from '@zooid/base'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buyer, publish, startTestNode, type TestNode, tempDir } from '../harness.ts'
import { emptyShelf, stockMoneyShelf } from '../money-shelf.ts'

const timeoutMs = 300
let node: TestNode
const pay = buyer(1)
beforeAll(async () => {
  const dataDir = tempDir('guest')
  node = await startTestNode({ ZOOID_DATA: dataDir, ZOOID_CARTRIDGES: emptyShelf(dataDir) })
  await stockMoneyShelf(node.url, node.operatorToken)
})
afterEach(async () => {
  const { response } = await pay(`${node.url}/c/work/alive`)
  expect(response.status).toBe(200)
})
afterAll(() => node?.dispose())

/** Publishes `source` under the name of its row. */
async function shelve(
  slug: string,
  index: string,
  capabilities: readonly string[] = [],
  ms = timeoutMs,
) {
  const response = await publish(node, { slug, index, capabilities, timeoutMs: ms })
  expect([response.status, await response.text()]).toEqual([201, expect.any(String)])
}
const inHandle = (statements: string) =>
  `export async function handle(request: Request): Promise<Response> { ${statements} ; return { status: 200 } }`
const slugOf = (row: string) =>
  row
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)

type Problem = { readonly code: string; readonly detail: string }
type Row = readonly [row: string, source: string, statuses: readonly number[]]

const rows: readonly Row[] = [
  ['row 30: endless loop', inHandle('for (;;);'), [504]],
  ['row 30: regex that backtracks', inHandle("/^(a+)+$/.test('a'.repeat(40) + 'b')"), [504]],
  ['row 30: sort callback that loops', inHandle('[2, 1].sort(() => { for (;;); })'), [504]],
  ['row 30: generator spread', inHandle('[...(function* () { for (;;) yield 1 })()]'), [502, 504]],
  [
    'row 30: loop that catches its interruption',
    inHandle('for (;;) try { for (;;); } catch {} finally { for (;;); }'),
    [504],
  ],
  ['row 31: reverse on 2^32', inHandle('[].reverse.call({ length: 2 ** 32 - 2 } as never)'), [504]],
  [
    'row 31: sparse join',
    inHandle("const a: number[] = []; a.length = 2 ** 32 - 1; a.join('')"),
    [502, 504],
  ],
  [
    'row 31: repeated indexOf',
    inHandle("const s = 'a'.repeat(3e6); for (;;) s.indexOf('a'.repeat(1e6) + 'b')"),
    [504],
  ],
  [
    'row 32: objects',
    inHandle('const a: unknown[] = []; for (;;) a.push({ a: [1, 2, 3] })'),
    [502, 504],
  ],
  ['row 32: strings', inHandle("let s = 'x'; for (;;) s += s"), [502, 504]],
  [
    'row 32: typed arrays',
    inHandle('const a: unknown[] = []; for (;;) a.push(new Uint8Array(1e6).fill(1))'),
    [502, 504],
  ],
  [
    'row 32: caught out-of-memory loop',
    inHandle(
      'const a: unknown[] = []; for (;;) try { for (;;) a.push(new Array(1e5).fill(a.length)) } catch {}',
    ),
    [502, 504],
  ],
  ['row 33: promise loop', inHandle('for (;;) await null'), [504]],
  [
    'row 33: promise bomb',
    inHandle(
      'const f = (): void => { Promise.resolve().then(f); Promise.resolve().then(f) }; f(); await new Promise(() => {})',
    ),
    [502, 504],
  ],
  ['row 33: promise that never settles', inHandle('await new Promise(() => {})'), [502]],
  ['row 34: deep recursion', inHandle('const f = (): number => f() + 1; f()'), [502]],
  ['row 34: deep JSON in', inHandle("JSON.parse('['.repeat(1e6))"), [502]],
  [
    'row 34: deep JSON out',
    inHandle('let b: Json = 0; for (let i = 0; i < 1e5; i++) b = [b]; return { body: b }'),
    [502, 504],
  ],
  ['row 36: error message of 4 MB', inHandle("throw new Error('x'.repeat(4e6))"), [502]],
  ['row 36: output of 20 MB', inHandle("return { body: 'x'.repeat(20e6) }"), [502]],
  [
    'row 36: output one byte too large',
    inHandle(`return { body: 'x'.repeat(${limits.cartridgeOutputBytes + 1}) }`),
    [502],
  ],
  ['row 36: status 99', inHandle('return { status: 99 }'), [502]],
  ['row 36: status 1e9', inHandle('return { status: 1e9 }'), [502]],
  ['row 36: a result that is no response', inHandle("return 'x' as never"), [502]],
]

describe('a hostile cartridge', () => {
  it.each(rows)('%s is answered in time and not charged', async (row, source, statuses) => {
    const slug = slugOf(row)
    // Whoever only ever ends at the deadline has a short one; the others shall not meet it on a busy machine.
    await shelve(slug, source, [], statuses.includes(504) ? 150 : 1000)
    const startedAt = performance.now()
    const { response, settle } = await pay(`${node.url}/c/${slug}`)
    expect(performance.now() - startedAt).toBeLessThan(2500)
    expect(statuses).toContain(response.status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(settle).toBeFalsy()
    const text = await response.text()
    expect(Buffer.byteLength(text)).toBeLessThan(2 * limits.cartridgeErrorBytes)
    expect((JSON.parse(text) as Problem).code).toMatch(/^(sandbox|cartridge)\./)
    const receipt = await fetch(node.url + response.headers.get('zooid-receipt'))
    expect(await receipt.json()).toMatchObject({ state: 'failed', txHash: null })
  })

  it('row 31: killed five times it is suspended, which costs nobody else anything', async () => {
    await shelve(
      'row-31-strikes',
      inHandle('[].reverse.call({ length: 2 ** 32 - 2 } as never)'),
      [],
      50,
    )
    const statuses: number[] = []
    for (let i = 0; i < 6; i++)
      statuses.push((await pay(`${node.url}/c/row-31-strikes`)).response.status)
    expect(statuses).toEqual([504, 504, 504, 504, 504, 503])
  })

  it('row 32: eight memory bombs at once leave the node small and other buyers served', async () => {
    await shelve(
      'row-32-herd',
      inHandle('const a: unknown[] = []; for (;;) a.push(new Uint8Array(1e6).fill(1))'),
    )
    const before = process.memoryUsage.rss()
    const bombs = Array.from({ length: 8 }, () => pay(`${node.url}/c/row-32-herd`))
    const { response } = await buyer(2)(`${node.url}/c/work/beside`)
    expect(response.status).toBe(200)
    for (const { response } of await Promise.all(bombs))
      expect([502, 504]).toContain(response.status)
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024)
  })

  it('row 35: reaches nothing of the host', async () => {
    await shelve(
      'row-35-escape',
      `export async function handle(): Promise<Response> {
        const names = ['process', 'require', 'module', 'fetch', 'WebAssembly', 'Buffer', 'Worker', 'setTimeout', 'SharedArrayBuffer', 'Atomics']
        type Maker = (text: string) => () => string
        const make = (handle.constructor as unknown) as Maker
        const viaConstructor = make('return typeof process + typeof require')
        const plain = (names.map as { constructor: unknown }).constructor as Maker
        const found: string[] = [...names.filter((name) => name in globalThis)]
        try { found.push(String(await viaConstructor())) } catch (error) { found.push('refused') }
        try { found.push(String(plain('return typeof process + typeof fetch')())) } catch (error) { found.push('refused') }
        return { body: found }
      }`,
    )
    const { response } = await pay(`${node.url}/c/row-35-escape`)
    expect(response.status).toBe(200)
    for (const found of (await response.json()) as string[])
      expect(['undefinedundefined', 'refused']).toContain(found)
  })

  const refused: readonly [string, string][] = [
    ['an import', "import fs from 'node:fs'\nexport const handle = () => ({ body: typeof fs })"],
    [
      'a dynamic import',
      "export const handle = async () => ({ body: typeof (await import('node:fs')) })",
    ],
    ['eval', "export const handle = () => ({ body: eval('1') as number })"],
    ['Function', "export const handle = () => ({ body: new Function('return 1')() as number })"],
    ['any', 'export const handle = () => ({ body: typeof (globalThis as any).process })'],
    ['a suppression comment', '// @ts-ignore\nexport const handle = () => ({ body: process.pid })'],
    ['a reference path', '/// <reference path="/etc/passwd" />\nexport const handle = () => ({})'],
    ['a host global', 'export const handle = () => ({ body: process.pid })'],
    ['an undeclared capability', "export const handle = () => { kv.set('a', 1); return {} }"],
    [
      '3000 nested brackets',
      `export const handle = () => (${'('.repeat(3000)}1${')'.repeat(3000)}, {})`,
    ],
    ['60,000 signs', `export const handle = () => ({ body: ${'-'.repeat(60_000)}1 })`],
    ['a syntax error', 'export const handle = ('],
    ['no handle', 'export const other = 1'],
    [
      'a type bomb',
      'type B<N extends number, T extends unknown[] = []> = T["length"] extends N ? T : B<N, [...T, T]>\ntype X = B<99999>\nexport const handle = () => ({ body: (null as unknown as X)[0] })',
    ],
  ]
  it.each(refused)('row 35: with %s is refused at publication', async (_, index) => {
    const response = await publish(node, { slug: 'row-35-refused', index })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('verdict')
    expect((await fetch(`${node.url}/catalogue/row-35-refused`)).status).toBe(404)
  })

  it('row 37: keeps no payer, global or polluted prototype for the next call', async () => {
    await shelve(
      'row-37-leak',
      `type World = { seen?: string }
      export function handle(request: Request): Response {
        const world = globalThis as World
        const before = [world.seen ?? '', ({} as { leak?: string }).leak ?? '', [1].map((x) => x + 1).join()]
        world.seen = request.payment?.payer ?? 'none'
        ;(Object.prototype as { leak?: string }).leak = 'leak'
        JSON.stringify = () => '"leak"'
        Array.prototype.map = () => []
        return { body: before }
      }`,
      ['payment'],
    )
    for (let i = 0; i < 6; i++) {
      const { response } = await buyer(1 + (i % 3))(`${node.url}/c/row-37-leak`)
      expect(await response.json()).toEqual(['', '', '2'])
    }
  })

  it('row 37: without the capability it is not told who pays', async () => {
    await shelve(
      'row-37-payer',
      'export const handle = (r: Request): Response => ({ body: r.payment === null })',
    )
    expect(await (await pay(`${node.url}/c/row-37-payer`)).response.json()).toBe(true)
  })
})

describe('row 38: what a cartridge answers', () => {
  it('cannot set cookies, policies, redirects, hosts or our payment headers', async () => {
    await shelve(
      'row-38-headers',
      `export const handle = (): Response => ({
        status: 200,
        headers: {
          'Set-Cookie': 'a=b', location: 'http://evil.example', 'content-security-policy': "script-src *",
          'X-Content-Type-Options': 'sniff', 'Access-Control-Allow-Origin': '*', 'payment-response': 'fake',
          'zooid-receipt': '/ledger/fake', 'clear-site-data': '"*"', refresh: '0;url=http://evil.example',
          'transfer-encoding': 'chunked', 'content-length': '5', 'content-encoding': 'gzip', connection: 'close',
          'service-worker-allowed': '/', link: '<http://evil.example>; rel=preload', 'cache-control': 'public',
          'content-type': 'text/html', etag: 'a\\r\\nSet-Cookie: c=d', 'content-language': 'en',
        },
        body: '<script>alert(document.cookie)</script>',
      })`,
    )
    const { response } = await pay(`${node.url}/c/row-38-headers`)
    expect(response.status).toBe(200)
    const headers = response.headers
    for (const name of [
      'set-cookie',
      'location',
      'access-control-allow-origin',
      'clear-site-data',
      'refresh',
      'content-encoding',
      'service-worker-allowed',
      'link',
      'etag',
    ])
      expect([name, headers.get(name)]).toEqual([name, null])
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(headers.get('content-security-policy')).not.toMatch(/'self'|script-src|allow-/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('zooid-receipt')).toMatch(/^\/ledger\/(?!fake)/)
    expect(headers.get('payment-response')).not.toBe('fake')
    expect(headers.get('content-type')).toBe('text/html')
    expect(await response.text()).toContain('<script>')
  })

  it.each([
    ['302', 502],
    ['304', 502],
    ['101', 502],
    ['NaN', 502],
    ['204', 204],
    ['402', 502],
    ['500', 500],
  ])('with status %s is charged only when the buyer gets something', async (status, expected) => {
    const slug = `row-38-${status.toLowerCase()}`
    await shelve(slug, `export const handle = (): Response => ({ status: ${status}, body: 'x' })`)
    const { response, settle } = await pay(`${node.url}/c/${slug}`)
    expect(response.status).toBe(expected)
    expect(settle?.success === true).toBe(expected < 400)
    const receipt = await (await fetch(node.url + response.headers.get('zooid-receipt'))).json()
    expect(receipt).toMatchObject({ state: expected < 400 ? 'settled' : 'failed' })
  })
})
