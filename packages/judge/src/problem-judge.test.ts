import { createSandbox, type Sandbox } from '@zooid/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseProblem } from './problem.ts'
import { createProblemJudge, type ProblemJudge } from './problem-judge.ts'
import type { ProblemVerdict } from './problem-verdict.ts'

let sandbox: Sandbox
let judge: ProblemJudge
beforeAll(async () => {
  sandbox = createSandbox({ workers: 2 })
  judge = createProblemJudge({ sandbox })
  await judge.judge(double, good)
})
afterAll(async () => {
  await judge.close()
  await sandbox.close()
})

const problemOf = (signature: string, tests: string, slug = 'double') =>
  parseProblem({
    folder: `t1/${slug}`,
    json: JSON.stringify({ slug, title: slug, tier: 1, tags: [], statement: 'Do.', signature }),
    tests,
    starter: null,
  })
const double = problemOf(
  'export function double(n: number): number',
  `example(() => solution.double(2), 4)
   check('secret', (random) => { const n = random.int(-99, 99); equal(solution.double(n), n + n) })
   check('rejects', () => throws(() => solution.double(NaN), /NaN/), 1)`,
)
const good = `export function double(n: number): number {
  if (Number.isNaN(n)) throw new RangeError('NaN')
  return n * 2
}
`

describe('a short source that nests as deep as it can', () => {
  const chain = (link: string, end: string, before = 'export const a = ') =>
    `${before}${link.repeat(Math.floor((1990 - before.length - end.length) / link.length))}${end}`

  test.each([
    ['not', chain('!', '1')],
    ['signs', chain('- ', '1')],
    ['arrows', chain('a=>', '1')],
    ['conditions', chain('1?1:', '1')],
    ['types', chain('A<', 'A', 'export type A<T> = ')],
    ['keys of keys', chain('keyof ', 'A', 'export type A = ')],
    ['statements', chain('if(1)', ';', '')],
    ['labels', chain('a:', ';', '')],
    ['assignments', chain('a=', '1', 'let a: number; ')],
    ['non-null', chain('!', '', 'export const a = 1')],
    ['powers', chain('2**', '1')],
    ['new', chain('new ', 'A')],
  ])('gets its verdict, and the judge lives: %s', async (_name, source) => {
    expect(source.length).toBeLessThanOrEqual(2000)
    const { kind } = await judge.judge(double, source)
    expect(['type_error', 'forbidden']).toContain(kind)
    expect(await judge.judge(double, `${good}// ${source.length}`)).toMatchObject({ kind: 'pass' })
  })
})

describe('a built-in that the problem forbids', () => {
  const problem = (name: 'RegExp' | 'BigInt') =>
    parseProblem({
      folder: 't1/last',
      json: JSON.stringify({
        slug: 'last',
        title: 'Last',
        tier: 1,
        tags: [],
        statement: 'The last character.',
        signature: 'export function last(text: string): string',
        forbids: [name],
      }),
      tests: "example(() => solution.last('ab'), 'b')",
      starter: null,
    })
  const last = (body: string) => `export function last(text: string): string { ${body} }`
  const plain = "return text.at(-1) ?? ''"

  test.each([
    ['RegExp', "return new RegExp('.$').exec(text)?.[0] ?? ''"],
    ['RegExp', "const R = RegExp; return R('.$').exec(text)?.[0] ?? ''"],
    ['RegExp', "return /.$/.exec(text)?.[0] ?? ''"],
    ['RegExp', "return text.match('.$')?.[0] ?? ''"],
    ['RegExp', "return text['search']('.$') < 0 ? '' : text.slice(-1)"],
    [
      'RegExp',
      "const { matchAll } = text; return [...matchAll.call(text, '.$' as never)].join('')",
    ],
    ['RegExp', "const key = 'mat' + 'ch'; return text[key as 'match']('.$')?.[0] ?? ''"],
    ['BigInt', "return text.at(Number(BigInt(-1))) ?? ''"],
    ['BigInt', "return text.at(Number(-1n)) ?? ''"],
    ['BigInt', "const one = new BigInt64Array(1); return text.at(Number(one[0]) - 1) ?? ''"],
  ] as const)('%s is named in %s', async (name, body) => {
    expect(await judge.judge(problem(name), last(body))).toMatchObject({
      kind: 'forbidden',
      rule: 'built-in',
      message: expect.stringMatching(`this problem forbids ${name}`),
    })
    const other = name === 'RegExp' ? 'BigInt' : 'RegExp'
    expect(await judge.judge(problem(other), last(body))).toMatchObject({ kind: 'pass' })
  })

  test.each([
    `/** RegExp, /x/ */ const why = "RegExp match BigInt 1n"; return why.length > 0 ? (text.at(-1) ?? '') : ''`,
    "function match(s: string) { return s.at(-1) } return match(text) ?? ''",
    "class End { match(s: string) { return s.at(-1) } last(s: string) { return this.match(s) } } return new End().last(text) ?? ''",
  ])('own functions and mere words are not: %s', async (body) => {
    for (const name of ['RegExp', 'BigInt'] as const)
      expect(await judge.judge(problem(name), last(body))).toMatchObject({ kind: 'pass' })
  })

  test('is found in the one of a batch that has it', async () => {
    const verdicts = await judge.judgeAll(problem('BigInt'), [last(plain), last(`1n; ${plain}`)])
    expect(verdicts.map(({ kind }) => kind)).toEqual(['pass', 'forbidden'])
  })
})

describe('a verdict', () => {
  test('passes a right solution with its counts and timings', async () => {
    expect(await judge.judge(double, good)).toMatchObject({
      kind: 'pass',
      tests: { passed: 3, total: 3 },
      steps: 0,
    })
  })

  test('names each failing test', async () => {
    expect(await judge.judge(double, good.replace('n * 2', 'n * n'))).toMatchObject({
      kind: 'test_failure',
      tests: { passed: 2, total: 3 },
      failures: [{ name: 'secret', visible: false }],
    })
  })

  test.each([
    ['throws where it should answer', good.replace('return n * 2', "throw new RangeError('NaN')")],
    ['does not load', `${good}null!`.replace('null!', '(undefined as unknown as () => void)()')],
    ['eats all memory', `${good}const all: number[][] = []; for (;;) all.push(Array(1e5).fill(1))`],
    ['recurses without end', good.replace('n * 2', 'double(n)')],
  ])('is a runtime fault when the solution %s', async (_name, source) => {
    expect(await judge.judge(double, source)).toMatchObject({ kind: 'runtime_fault' })
  })

  test.each([
    ['a wrong return type', good.replace('return n * 2', 'return String(n)'), 2322],
    ['a missing export', good.replace('export', ''), 2741],
    ['another signature', good.replaceAll('number', 'string').replace('n * 2', 'n'), 2322],
    ['names of the tests', `${good}equal(1, 1)`, 2304],
    ['host names', `${good}console.log(1)`, 2584],
    ['an infinite type', `${good}type T<A> = { a: T<T<A>> }; const t: T<1> = { a: 1 }`, 2322],
  ])('is a type error for %s', async (_name, source, code) => {
    const verdict = await judge.judge(double, source)
    expect(
      verdict.kind === 'type_error' ? verdict.diagnostics.map((d) => d.code) : verdict,
    ).toContain(code)
  })

  test.each([
    ['any', `${good}const x: any = 1`],
    ['any', good.replace('n * 2', '(n as any) * 2')],
    ['suppression', `// @ts-ignore\n${good}`],
    ['suppression', `${good}// @ts-expect-error\n`],
    ['declare', `${good}declare const secret: number`],
    ['declare', `${good}declare global { interface Array<T> { x: T } }`],
    ['import', `import fs from 'node:fs'\n${good}`],
    ['import', `import secret from '/etc/passwd'\n${good}`],
    ['import', `${good}export * from './tests.ts'`],
    ['import', `${good}const tests = import('./tests.ts')`],
    ['import', `${good}type T = import('./tests.ts')`],
    ['reference', `/// <reference path="/etc/passwd" />\n${good}`],
    ['eval', `${good}eval('1')`],
    ['eval', `${good}new Function('1')`],
    ['reach', `${good}globalThis`],
  ])('is forbidden by the rule %s', async (rule, source) => {
    expect(await judge.judge(double, source)).toMatchObject({ kind: 'forbidden', rule })
  })

  test('is the same again, from the cache or not', async () => {
    const wrong = good.replace('n * 2', 'n * n')
    const untimed = (verdict: object) => ({ ...verdict, timings: null })
    const first = await judge.judge(double, wrong)
    expect(await judge.judge(double, wrong)).toBe(first)
    const other = createProblemJudge({ sandbox })
    expect(untimed(await other.judge(double, wrong))).toEqual(untimed(first))
    await other.close()
  })

  test('is remembered when it follows from the source, not when the clock decided it', async () => {
    const remembered: string[] = []
    const cache = {
      get: () => undefined,
      set: (_key: string, { kind }: ProblemVerdict) => remembered.push(kind),
    }
    const other = createProblemJudge({ sandbox, cache })
    const endless = good.replace('return n * 2', 'for (;;);')
    const verdicts = await other.judgeAll(double, [good, endless, 'export {}'])
    await other.close()
    expect(verdicts.map(({ kind }) => kind)).toEqual(['pass', 'timeout', 'type_error'])
    expect(remembered).toEqual(['pass', 'type_error'])
  })

  test('is infrastructure when the tests or the signature are broken', async () => {
    const tests = problemOf('export function double(n: number): number', 'nowhere()', 'broken')
    expect(await judge.judge(tests, good)).toMatchObject({ kind: 'infrastructure' })
    const none = problemOf('export function double(n: number): number', '', 'empty')
    expect(await judge.judge(none, good)).toMatchObject({ kind: 'infrastructure' })
  })
})

describe('a batch', () => {
  test('gives every source its own verdict, in order, whatever stands beside it', async () => {
    const sources = Array.from({ length: 70 }, (_, i) => `${good}// ${i}`)
    sources[3] = `${good}declare global { interface Number { toFixed(): symbol } }`
    sources[4] = 'export const double = 1'
    sources[5] = good.replace('n * 2', 'n + 1')
    sources[6] = `import { double as other } from './solution7.ts'\n${good.replace('n * 2', 'other(n)')}`
    sources[8] = `${good}export const text: string = (1).toFixed()`
    sources[69] = sources[5] ?? ''
    const kinds = (await judge.judgeAll(double, sources)).map(({ kind }) => kind)
    const wrong: Record<number, string> = {
      3: 'forbidden',
      4: 'type_error',
      5: 'test_failure',
      6: 'forbidden',
      69: 'test_failure',
    }
    expect(kinds).toEqual(sources.map((_, i) => wrong[i] ?? 'pass'))
  })

  test('names the one that keeps the checker busy and judges the others', async () => {
    const sources = [typeBomb, good.replace('2', '2.0'), 'export {}']
    const verdicts = await judge.judgeAll(double, sources)
    expect(verdicts.map(({ kind }) => kind)).toEqual(['timeout', 'pass', 'type_error'])
  })
})

const typeBomb = `${good}
type Grow<T extends unknown[], N> = T['length'] extends N ? T : Grow<[...T, ...T, 0], N> | Grow<[...T, 1], N>
type Big = Grow<[], 900> | Grow<[1], 901>
export const big: Big = [] as unknown as Big
type Nest<N extends number, A extends unknown[] = []> = A['length'] extends N ? A : Nest<N, [...A, unknown]>
type Pairs = { [K in keyof Nest<900>]: { [L in keyof Nest<900>]: [K, L, Nest<500>] } }
export const pairs: Pairs = {} as unknown as Pairs
type Cross = Pairs[number][number] extends infer T ? T : never
export const cross: Cross = null as unknown as Cross
`

describe('bad input: a named verdict within 2.5 s, and a healthy pool after it', () => {
  const endless = problemOf(
    'export function double(n: number): number',
    "check('never ends', () => { for (;;); })",
    'endless',
  )
  const snoop = `export function double(n: number): number {
  const seen = [new Error().stack ?? '', String(double), JSON.stringify(Object.getOwnPropertyNames(Object))]
  return seen.join().includes('secret') ? n * 2 : 0
}
`
  test.each([
    ['a type bomb', double, `${typeBomb}// alone`, 'timeout'],
    ['20k nested brackets', double, `${good}const x = ${'['.repeat(20_000)}`, 'forbidden'],
    ['a chain of 600 arrows', double, `${good}const x = ${'() => '.repeat(600)}1`, 'forbidden'],
    ['an import of a host file', double, `import x from '/etc/hostname'\n${good}`, 'forbidden'],
    ['a reference path', double, `/// <reference path="/etc/hostname" />\n${good}`, 'forbidden'],
    ['a megabyte of source', double, `${good}//${'x'.repeat(1_000_000)}`, 'forbidden'],
    ['a solution that looks for its tests', double, snoop, 'test_failure'],
    ['as any', double, `${good}const x = 1 as any`, 'forbidden'],
    [
      'an infinite type',
      double,
      `${good}type T = T[]; type U<A> = U<[A]>; const u = {} as U<1>`,
      'type_error',
    ],
    ['a loop without end', double, good.replace('return n * 2', 'for (;;);'), 'timeout'],
    ['a loop without end at load', double, `${good}for (;;);`, 'timeout'],
    [
      'a loop inside the engine',
      double,
      `${good}Array.prototype.reverse.call({ length: 2 ** 53 - 1 })`,
      'timeout',
    ],
    ['a test that never ends', endless, good, 'timeout'],
    ['half a surrogate', double, `${good}// \ud800`, 'forbidden'],
    ['no source', double, '', 'type_error'],
  ])('%s', async (_name, problem, source, kind) => {
    const startedAt = performance.now()
    const verdict = await judge.judge(problem, source)
    // 2.5 s, and as much again where other tests have the processor as well.
    expect(performance.now() - startedAt).toBeLessThan(2500)
    expect(verdict).toMatchObject({ kind })
    expect(await judge.judge(double, `${good}// after ${startedAt}`)).toMatchObject({
      kind: 'pass',
    })
  })
})

test('the examples a solver may see carry no hidden test', async () => {
  const examples = await judge.examples(double)
  expect(examples).toEqual([
    {
      source: 'double(2)',
      throws: false,
      expected: 4,
      shown: '4',
      call: { name: 'double', args: [2] },
    },
  ])
})
