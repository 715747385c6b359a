import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox } from './sandbox.ts'
import type { Sandbox } from './types.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ workers: 1 })
})
afterAll(() => sandbox.close())

const defaults = {
  seed: '1',
  runsFactor: 1,
  stopAtFailure: false,
  visibleOnly: false,
  maxSteps: 2000,
  isRecorded: false,
  timeoutMs: 2000,
}
const trial = (tests: string, code: string, extra: Partial<typeof defaults> = {}) =>
  sandbox.trials.run({ tests, testsId: tests, code, ...defaults, ...extra })
/** Name of each test that failed, with its message; or the fault. */
const failures = async (...args: Parameters<typeof trial>) => {
  const result = await trial(...args)
  if (!result.ok) return `${result.fault.kind}: ${result.fault.message}`
  return result.value.tests
    .filter(({ ok }) => !ok)
    .map(({ name, message }) => `${name}: ${message}`)
}

const addTests = `
example(() => solution.add(1, 2), 3)
example(() => solution.add(0.5,
  0.25), 0.75)
exampleThrows(() => solution.add(NaN, 1))
check('adds', (random) => {
  const [a, b] = [random.int(-9, 9), random.int(-9, 9)]
  equal(solution.add(a, b), a + b)
})
`
const add =
  "export const add = (a, b) => { if (a !== a) throw new RangeError('NaN'); return a + b }"

test('a right solution passes every example and check, a wrong one is told what differs', async () => {
  expect(await trial(addTests, add)).toMatchObject({
    ok: true,
    value: {
      tests: [
        { name: 'add(1, 2)', visible: true, ok: true },
        { name: 'add(0.5, 0.25)', visible: true, ok: true },
        { name: 'add(NaN, 1)', visible: true, ok: true },
        { name: 'adds', visible: false, ok: true },
      ],
      calls: 13,
    },
  })
  expect(await failures(addTests, 'export const add = (a, b) => a - b')).toEqual([
    'add(1, 2): value is -1, expected 3',
    'add(0.5, 0.25): value is 0.25, expected 0.75',
    'add(NaN, 1): the call did not throw',
    expect.stringMatching(/^adds: value is/),
  ])
})

test('the same trial gives the same report, whatever ran before', async () => {
  const noisy = 'let n = 0; export const add = (a, b) => a + b + (n++ > 7 ? 1 : 0)'
  const first = await trial(addTests, noisy)
  await trial(addTests, 'Array.prototype.map = 1; globalThis.add = 2; export const add = () => 1')
  await trial("check('x', () => ok(false))", 'export const f = 1')
  const second = await trial(addTests, noisy)
  expect({ ...second, wallMs: 0 }).toEqual({ ...first, wallMs: 0 })
})

test('another seed draws other inputs', async () => {
  const tests =
    "check('draws', (random) => solution.see(random.int(0, 1e9), random.text(3, 3), random.bigint(0n, 10n ** 30n)))"
  const recorded = async (seed: string) => {
    const result = await trial(tests, 'export const see = () => {}', { seed, isRecorded: true })
    return result.ok ? result.value.transcript : result
  }
  expect(await recorded('1')).toEqual(await recorded('1'))
  expect(await recorded('1')).not.toEqual(await recorded('2'))
})

test('values cross as they are', async () => {
  const tests = `
    const values = [undefined, null, NaN, -0, 0, Infinity, 12n, '', '\\ud800', 'é', [1, [undefined]],
      { a: undefined, $: 1, nested: { ['__proto__']: 2 } }, { $: 'u' }, Array(3)]
    for (const [i, value] of values.entries())
      check('value ' + i, () => equal(solution.same(value), value), 1)
    check('zeros differ', () => throws(() => equal(solution.same(-0), 0)), 1)
    check('a missing key is not undefined', () => throws(() => equal(solution.same({}), { a: undefined })), 1)
    check('copied', () => { const list = [1]; solution.push(list); equal(list, [1]) }, 1)
  `
  const code = 'export const same = (x) => x; export const push = (list) => { list.push(2) }'
  expect(await failures(tests, code)).toEqual([])
})

test('classes, getters, iterators, callbacks and objects with functions work across the border', async () => {
  const tests = `
    check('class', () => {
      const bag = new solution.Bag([1, 2])
      equal(bag.add(3).size, 3)
      equal(bag.size, 3)
      equal(new solution.Bag([4]).merge(bag).sum(), 10)
      equal([...bag], [1, 2, 3])
      equal(solution.Bag.of(5).sum(), 5)
      bag.label = 'mine'
      equal(bag.label, 'mine')
      equal(solution.makePoint(), { x: 1, y: 2 })
    }, 1)
    check('callback', () => {
      const seen = []
      equal(solution.each([1, 2], (item) => { seen.push(item); return item * 2 }), [2, 4])
      equal(seen, [1, 2])
      throws(() => solution.each([1], () => { throw new RangeError('mine') }), /mine/)
    }, 1)
    check('factory', () => {
      const counter = solution.makeCounter()
      counter.up(); counter.up()
      equal(counter.value(), 2)
    }, 1)
    check('deep calls end', () => throws(() => solution.again(function f(n) { return solution.again(f) }), /deep/), 1)
    check('what cannot cross', () => throws(() => solution.map(), /a Map cannot leave/), 1)
  `
  const code = `
    export class Bag {
      #items
      label = ''
      constructor(items) { this.#items = [...items] }
      static of(...items) { return new Bag(items) }
      add(item) { this.#items.push(item); return this }
      get size() { return this.#items.length }
      merge(other) { return new Bag([...this.#items, ...other.#items]) }
      sum() { return this.#items.reduce((a, b) => a + b, 0) }
      *[Symbol.iterator]() { yield* this.#items }
    }
    class Point { constructor() { this.x = 1; this.y = 2 } }
    export const makePoint = () => new Point()
    export const each = (items, run) => items.map((item) => run(item))
    export const makeCounter = () => { let n = 0; return { up() { n++ }, value: () => n } }
    export const again = (run) => run(1)
    export const map = () => new Map()
  `
  expect(await failures(tests, code)).toEqual([])
})

test('a solution that never ends is stopped by a count of steps, wherever it hides', async () => {
  const tests =
    "check('calls', () => { try { solution.f() } catch {} ; try { [...solution.f()] } catch {} })"
  const loops = [
    'export const f = () => { for (;;); }',
    'for (;;); export const f = () => 1',
    'export const f = () => { try { for (;;); } finally { for (;;); } }',
    'export function* f() { for (;;) yield 1 }',
    "export const f = () => /^(a+)+$/.test('a'.repeat(40) + 'b')",
    'await new Promise(() => {}); export const f = () => 1',
  ]
  const found: string[] = []
  for (const code of loops) found.push(String(await failures(tests, code, { maxSteps: 200 })))
  expect(found.map((text) => text.split(':')[0])).toEqual([
    'timeout',
    'timeout',
    'timeout',
    'timeout',
    'timeout',
    'runtime',
  ])
  expect(await failures(addTests, add)).toEqual([])
})

test('memory, deep recursion and loops inside the engine end the solution and nothing else', async () => {
  const tests = "check('calls', () => { try { solution.f() } catch {} ; solution.f() })"
  const memory = 'export const f = () => { const all = []; for (;;) all.push(new Uint8Array(1e6)) }'
  expect(await failures(tests, memory)).toMatch(/^memory/)
  expect(await failures(tests, 'export const f = () => f()')).toEqual([
    expect.stringMatching(/stack overflow/),
  ])
  const deepSource = "export const f = () => (() => {}).constructor('('.repeat(1e5))()"
  expect(await failures(tests, deepSource)).toMatch(/^runtime: the engine gave up/)
  const native = 'export const f = () => { Array.prototype.reverse.call({ length: 2 ** 32 - 2 }) }'
  expect(await failures(tests, native, { timeoutMs: 300 })).toMatch(/^timeout/)
  expect(await failures(addTests, add)).toEqual([])
})

test('the solution can neither see nor change the tests', async () => {
  const tests = `
    const secret = 'only the tests know this'
    check('secret', () => equal(solution.guess(), secret), 1)
    check('later', () => equal(solution.later(3), 4), 1)`
  const code = `
    globalThis.equal = () => {}
    Object.prototype.toString = () => 'only the tests know this'
    JSON.stringify = () => '"x"'
    JSON.parse = () => ({})
    export const guess = () => {
      const names = Object.getOwnPropertyNames(globalThis)
      return names.filter((name) => /secret|check|solution|host|tests/.test(name)).join()
    }
    export const later = (n) => n + 1`
  expect(await failures(tests, code)).toEqual([
    'secret: value is "", expected "only the tests know this"',
  ])
})

test('clock and chance do not exist', async () => {
  const tests = "check('denied', () => throws(() => solution.f(), /not available/), 1)"
  for (const what of ['Date.now()', 'new Date()', 'Math.random()'])
    expect(await failures(tests, `export const f = () => { ${what} }`)).toEqual([])
})

test('examples are listed with their source, value and, when plain, their call', async () => {
  const tests = `
    example(() => solution.f([1, -0], 2n), { a: undefined })
    example(() => new solution.C(1).get(), 'x', 'c.get()')
    example(() => solution.f(1) + solution.f(2), 3)
    exampleThrows(() => solution.f(''))
    check('hidden', () => {})`
  const listed = await sandbox.trials.list({ tests, testsId: 'listed' })
  expect(listed).toMatchObject({
    ok: true,
    value: {
      examples: [
        {
          source: 'f([1, -0], 2n)',
          shown: '{ a: undefined }',
          throws: false,
          call: { name: 'f', args: [[1, { $: '-0' }], { $: 'b', v: '2' }] },
        },
        { source: 'c.get()', shown: '"x"' },
        { source: 'f(1) + f(2)', shown: '3' },
        { source: "f('')", throws: true, call: { name: 'f', args: [''] } },
      ],
      checks: ['hidden'],
    },
  })
  if (listed.ok)
    expect(listed.value.examples.map(({ call }) => call !== undefined)).toEqual([
      true,
      false,
      false,
      true,
    ])
})

test('broken tests are the problem, not the solution', async () => {
  for (const tests of [
    'example(1, 2)',
    "check('x', () => {}, 0)",
    'const = 1',
    "check('a', () => {}); check('a', () => {})",
  ])
    expect(await failures(tests, add)).toMatch(/^infrastructure: tests.ts: /)
})

test('recorded messages replay on another solution', async () => {
  const recorded = await trial(addTests, add, { isRecorded: true })
  if (!recorded.ok || !recorded.value.transcript) throw new Error('no transcript')
  const messages = recorded.value.transcript.map(([message]) => message)
  const replay = async (code: string) => {
    const result = await sandbox.trials.replay({
      tests: addTests,
      testsId: addTests,
      code,
      messages,
      maxSteps: 2000,
      timeoutMs: 2000,
    })
    return result.ok ? result.value : result
  }
  const replies = recorded.value.transcript.map(([, reply]) => reply)
  expect(await replay(add)).toEqual(replies)
  expect(await replay('export const add = (a, b) => a * b')).not.toEqual(replies)
})
