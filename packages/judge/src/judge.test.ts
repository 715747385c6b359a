import { createSandbox, type Manifest, parseManifest, type Sandbox } from '@zooid/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChecker } from './checker.ts'
import { createJudge } from './judge.ts'
import type { CartridgeSource, CartridgeVerdict, Judge } from './types.ts'

let sandbox: Sandbox
let judge: Judge
beforeAll(async () => {
  sandbox = createSandbox({ workers: 2 })
  judge = createJudge({ sandbox })
  await judge.judgeCartridge(source({}))
})
afterAll(async () => {
  await judge.close()
  await sandbox.close()
})

function manifest(extra: object = {}): Manifest {
  const parsed = parseManifest({
    slug: 'sum',
    title: 'Sum',
    description: 'Adds numbers',
    version: '1.0.0',
    price: '$0.001',
    input: { type: 'array' },
    output: { type: 'number' },
    examples: [{ title: 'two', request: { method: 'POST', body: [1, 2] }, response: { body: 3 } }],
    ...extra,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.manifest
}

const goodIndex = `export function handle(request: Request): Response {
  const items = Array.isArray(request.body) ? request.body : []
  return { body: items.reduce((sum: number, item) => sum + Number(item), 0) }
}
`
const goodTest = `test('adds', async () => {
  const { body } = await request({ body: [1, 2, 3] })
  equal(body, 6)
})
test('empty', async () => equal((await request({ body: [] })).body, 0))
`

function source(parts: Partial<CartridgeSource>): CartridgeSource {
  return { manifest: manifest(), index: goodIndex, test: goodTest, ...parts }
}
const judged = (parts: Partial<CartridgeSource>) => judge.judgeCartridge(source(parts))
const codes = (verdict: CartridgeVerdict) =>
  verdict.kind === 'type_error' ? verdict.diagnostics.map(({ code }) => code) : verdict

test('a good cartridge passes with its code, tests and examples', async () => {
  const verdict = await judged({})
  expect(verdict).toMatchObject({
    kind: 'pass',
    testReport: {
      passed: 3,
      failed: 0,
      tests: [{ name: 'adds' }, { name: 'empty' }, { name: 'example: two' }],
    },
  })
  if (verdict.kind !== 'pass') throw new Error('unreachable')
  expect(verdict.code).toContain('export function handle(request)')
})

test('an interactive cartridge must export a tick that draws', async () => {
  const interactive = manifest({ interactive: true })
  const tick = `${goodIndex}
export function tick(state: { n: number }, input: { keys: string[] }): { state: { n: number }; frame: Frame } {
  return { state: { n: state.n + input.keys.length }, frame: { rows: ['.'], palette: { '.': '#000' } } }
}
`
  expect(await judged({ manifest: interactive, index: tick })).toMatchObject({ kind: 'pass' })
  for (const index of [
    goodIndex,
    tick.replace("rows: ['.']", 'rows: 1'),
    tick.replace('export ', ''),
  ])
    expect(await judged({ manifest: interactive, index })).toMatchObject({
      kind: 'type_error',
      diagnostics: [{ file: 'index.ts' }],
    })
})

test('a type error carries file, line and column', async () => {
  expect(
    await judged({ index: `${goodIndex}// \u{1f980} é\nconst wrong: number = 'text'\n` }),
  ).toMatchObject({
    kind: 'type_error',
    diagnostics: [{ file: 'index.ts', line: 6, column: 7, code: 2322 }],
  })
})

test('a capability that the manifest does not list is a type error', async () => {
  const index = "export const handle = (): Response => ({ body: kv.get('a') ?? null })"
  expect(codes(await judged({ index }))).toEqual([2304])
})

test.each([
  ['missing', 'export const other = 1'],
  ['of the wrong type', 'export const handle = (request: Request): number => request.path.length'],
])('a handle that is %s is a type error of index.ts', async (_name, index) => {
  const verdict = await judged({ index })
  expect(verdict).toMatchObject({ kind: 'type_error', diagnostics: [{ file: 'index.ts' }] })
})

test('index.ts and test.ts share no globals', async () => {
  expect(codes(await judged({ index: `${goodIndex}equal(1, 1)` }))).toEqual([2304])
  expect(codes(await judged({ test: `${goodTest}handle` }))).toEqual([2304])
})

test('a failing test, a wrong example and a fault inside a test are test failures', async () => {
  expect(await judged({ test: "test('wrong', () => equal([1], [2]))" })).toMatchObject({
    kind: 'test_failure',
    testReport: { failed: 1, tests: [{ message: '[0] is 1, expected 2' }, { ok: true }] },
  })
  const examples = [{ title: 'off', request: { body: [1] }, response: { body: 2 } }]
  expect(await judged({ manifest: manifest({ examples }) })).toMatchObject({
    kind: 'test_failure',
    testReport: { tests: [{}, {}, { name: 'example: off', message: 'body is 1, expected 2' }] },
  })
  const index = "export const handle = (): Response => { throw new Error('boo') }"
  const verdict = await judged({ index, test: "test('calls', async () => { await request({}) })" })
  expect(verdict).toMatchObject({
    kind: 'test_failure',
    testReport: { failed: 2, tests: [{ message: 'Error: Error: boo (sandbox.runtime)' }, {}] },
  })
  expect(await judged({ test: '' })).toMatchObject({
    kind: 'test_failure',
    testReport: { tests: [{ message: 'declares no test(name, run)' }, {}] },
  })
})

test('each test has its own KV, which rolls back when a call fails', async () => {
  const index = `export function handle({ query }: Request): Response {
    const count = Number(kv.get('count') ?? 0) + 1
    kv.set('count', count)
    if (query.fail) throw new Error('after a write')
    return { body: count }
  }`
  const tests = `
    test('counts', async () => { equal((await request({})).body, 1); equal((await request({})).body, 2) })
    test('starts over', async () => {
      let message = ''
      try { await request({ query: { fail: '1' } }) } catch (error) { message = String(error) }
      match(message, /after a write/)
      equal((await request({})).body, 1)
    })`
  const examples = [{ title: 'first', request: {}, response: { body: 1 } }]
  expect(
    await judged({ index, test: tests, manifest: manifest({ capabilities: ['kv'], examples }) }),
  ).toMatchObject({ kind: 'pass' })
})

test('a test may say who pays, and two payers are told apart as on a node', async () => {
  const index = `export function handle({ payment }: Request): Response {
    if (payment === null) return { status: 400, body: 'nobody pays' }
    const visits = Number(kv.get(payment.payer) ?? 0) + 1
    kv.set(payment.payer, visits)
    return { body: [visits, payment.amount] }
  }`
  const tests = `
    const ada = '0x' + 'a'.repeat(40)
    const bob = '0x' + 'b'.repeat(40)
    test('keeps them apart', async () => {
      equal((await request({ payer: ada })).body, [1, '1000'])
      equal((await request({ payer: bob })).body, [1, '1000'])
      equal((await request({ payer: ada })).body, [2, '1000'])
    })
    test('nobody, unless said', async () => equal((await request({})).status, 400))
    test('a payment in the request is nobody as well', async () => {
      const payment = { payer: ada, amount: '1', asset: ada, network: 'eip155:1' }
      equal((await request({ payment })).status, 400)
    })
    test('a name is no address', async () => {
      let message = ''
      try { await request({ payer: 'ada' }) } catch (error) { message = String(error) }
      match(message, /payer must be an address/)
    })`
  const examples = [{ title: 'x', request: {} }]
  const capabilities = ['kv', 'payment']
  expect(
    await judged({ index, test: tests, manifest: manifest({ capabilities, examples }) }),
  ).toMatchObject({ kind: 'pass', testReport: { passed: 4, failed: 0 } })
  expect(
    await judged({
      test: "test('pays', async () => { await request({ body: [], payer: '0x' + 'a'.repeat(40) }) })",
      manifest: manifest({ examples }),
    }),
  ).toMatchObject({
    kind: 'test_failure',
    testReport: { tests: [{ message: expect.stringMatching('sees no payer') }] },
  })
})

test('call is unavailable unless the judge was given others to call', async () => {
  const index = `export async function handle(): Promise<Response> {
    const other = await call('twice', { body: 2 })
    return { body: other.body }
  }`
  const parts = {
    index,
    test: "test('calls', async () => equal((await request({})).body, 4))",
    manifest: manifest({ capabilities: ['call'], examples: [{ title: 'x', request: {} }] }),
  }
  expect(await judged(parts)).toMatchObject({ kind: 'test_failure' })
  const connected = createJudge({
    sandbox,
    callOther: async (_slug, { body }) => ({ status: 200, headers: {}, body: Number(body) * 2 }),
  })
  expect(await connected.judgeCartridge(source(parts))).toMatchObject({ kind: 'pass' })
  await connected.close()
})

test.each([
  ['any', 'const x: any = 1'],
  ['any', 'const x = JSON.parse("1") as any'],
  ['suppression', "// @ts-ignore\nconst x: number = 'a'"],
  ['suppression', "/* @ts-expect-error */ const x: number = 'a'"],
  ['declare', 'declare const process: { exit(): void }'],
  ['declare', 'declare global { interface Request { secret: string } }'],
  ['import', "import { readFileSync } from 'node:fs'"],
  ['import', "export * from './other.ts'"],
  ['import', "type X = import('./guest').X"],
  ['import', "const x = await import('./x.js')"],
  ['import', "const x = require('fs')"],
  ['eval', "const x = eval('1')"],
  ['eval', "const x = new Function('return 1')"],
  ['eval', "const x = globalThis.Function('return 1')"],
])('%s is forbidden: %s', async (rule, line) => {
  expect(await judged({ index: `${line}\n${goodIndex}` })).toMatchObject({
    kind: 'forbidden',
    rule,
  })
})

test('words of forbidden constructs inside strings are allowed, and any is allowed in tests', async () => {
  const index = `${goodIndex}export const words = 'import eval any declare require' + "/// <reference"`
  const tests = `${goodTest}const loose: any = 1\nok(loose)`
  expect(await judged({ index, test: tests })).toMatchObject({ kind: 'pass' })
})

const typeBomb = `type A<N extends number, T extends unknown[] = []> = T['length'] extends N ? T : A<N, [...T, T]>
type Grow<T extends string> = T extends \`\${infer H}\${infer R}\` ? [Grow<R>, Grow<R>, H] : []
type D = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'
export const a: \`\${D}\${D}\${D}\${D}\${D}\` = '00000'
export const b: Grow<'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'> = []
export const c: A<9999> = []
`
const infinite =
  'type Loop<T> = { next: Loop<Loop<T[]>> } & (T extends [infer H] ? Loop<H> : Loop<[T]>)\nexport const x: Loop<1> = 1 as unknown as Loop<2>\n'
const ternaries = `export const t = (n: number) => ${Array.from({ length: 3000 }, (_, i) => `n === ${i} ? ${i} : `).join('')}0\n`

test.each<[string, Partial<CartridgeSource>, string[]]>([
  ['a type bomb', { index: typeBomb + goodIndex }, ['type_error', 'timeout']],
  ['an infinite type', { index: infinite + goodIndex }, ['type_error', 'timeout']],
  ['3000 nested ternaries', { index: ternaries + goodIndex }, ['timeout', 'pass', 'forbidden']],
  [
    '20k nested brackets',
    { index: `const x = ${'['.repeat(20_000)}${']'.repeat(20_000)}` },
    ['forbidden'],
  ],
  [
    'a label chain that would overflow the transpiler',
    { index: `${'x: '.repeat(10_000)};\n${goodIndex}` },
    // On a busy machine the checker's deadline comes first.
    ['forbidden', 'timeout'],
  ],
  [
    'an arrow chain that would overflow the transpiler',
    { index: `export const f = ${'(a: number) => '.repeat(1500)}1\n${goodIndex}` },
    ['forbidden', 'timeout'],
  ],
  [
    'an assignment chain that would overflow the transpiler',
    { index: `let a = 0\n${'a='.repeat(3000)}1\n${goodIndex}` },
    ['forbidden', 'timeout'],
  ],
  [
    'a generic chain that would overflow the transpiler',
    { index: `type A<T> = T\ntype B = ${'A<'.repeat(3000)}1${'>'.repeat(3000)}\n${goodIndex}` },
    ['forbidden', 'timeout'],
  ],
  ['a lone surrogate', { index: `${goodIndex}// \ud800` }, ['forbidden']],
  ['a byte order mark', { index: `\ufeff${goodIndex}` }, ['pass']],
  ['1 MB of source', { index: `const x = '${'a'.repeat(1_000_000)}'` }, ['forbidden']],
  ['a test that never ends', { test: "test('x', () => { for (;;) {} })" }, ['timeout']],
  [
    'a test whose request never ends',
    { index: 'export const handle = (): Response => { for (;;) {} }' },
    ['timeout', 'test_failure'],
  ],
  [
    'a test file that eats memory',
    { test: "test('x', () => { const a: unknown[] = []; for (;;) a.push(new Uint8Array(1e6)) })" },
    ['test_failure', 'runtime_fault'],
  ],
])(
  '%s gets its verdict within 2.5 s and the next cartridge passes',
  async (_name, parts, kinds) => {
    const startedAt = performance.now()
    const verdict = await judged(parts)
    // 2.5 s, and as much again where other tests have the processor as well.
    expect(performance.now() - startedAt).toBeLessThan(2500)
    expect(kinds).toContain(verdict.kind)
    expect(await judged({})).toMatchObject({ kind: 'pass' })
  },
)

test.each([
  ['import', "import secret from '/etc/hostname'"],
  ['import', `import secret from '${new URL('../package.json', import.meta.url).pathname}'`],
  ['reference', '/// <reference path="/etc/passwd" />'],
  ['reference', '/// <reference types="node" />'],
  ['reference', '/// <reference lib="dom" />'],
])('%s of a host file is forbidden and leaks nothing', async (rule, line) => {
  const verdict = await judged({ index: `${line}\n${goodIndex}` })
  expect(verdict).toMatchObject({ kind: 'forbidden', rule })
  expect(JSON.stringify(verdict)).not.toMatch(/root:|oxc-transform|zooid\/base/)
})

test('trouble of our own is infrastructure, never a verdict on the source', async () => {
  const closedJudge = createJudge({ sandbox })
  await closedJudge.close()
  expect(await closedJudge.judgeCartridge(source({}))).toMatchObject({ kind: 'infrastructure' })
  const closedSandbox = createSandbox({ workers: 1 })
  await closedSandbox.close()
  const stranded = createJudge({ sandbox: closedSandbox })
  expect(await stranded.judgeCartridge(source({}))).toMatchObject({ kind: 'infrastructure' })
  await stranded.close()
})

test('a warm checker answers in milliseconds and sees only the current text', async () => {
  const checker = createChecker()
  const times: number[] = []
  for (let i = 0; i < 40; i++) {
    const text = i % 2 === 0 ? `export const n: number = ${i}` : `export const n: string = ${i}`
    const result = await checker.check([{ name: 'p', files: { 'a.ts': text } }], ['p/a.ts'])
    if (result.kind !== 'checked') throw new Error(result.kind)
    expect(result.diagnostics).toHaveLength(i % 2)
    expect(result.trees.get('p/a.ts')?.text).toBe(text)
    times.push(result.checkMs)
  }
  await checker.close()
  expect(times.sort((a, b) => a - b)[20]).toBeLessThan(50)
})
