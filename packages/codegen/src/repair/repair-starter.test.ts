import { createChecker, createProblemJudge, outlineOf, type Task } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { afterAll, expect, test } from 'vitest'
import { visibleProblem } from '../visible-tests.ts'
import { editsOf } from './all-edits.ts'
import { applyChanges } from './change.ts'
import { readProgram } from './program.ts'
import { repairStarter } from './repair-starter.ts'

const sandbox = createSandbox({ workers: 1 })
const judge = createProblemJudge({ sandbox })
const checker = createChecker({ deadlineMs: 20_000 })
const tools = { sandbox, judge, checker }
// Wall-clock limits belong to users: a test on a busy machine must not end before its candidates do.
const options = { proposals: 3, budgetMs: 600_000, maxCandidates: 3000 }

afterAll(async () => {
  await checker.close()
  await judge.close()
  await sandbox.close()
})

const median: Task = {
  slug: 'smallest-first',
  title: 'Smallest first',
  tier: 2,
  statement: 'The numbers in ascending order, without the first `drop` of them.',
  signature: 'export function rest(list: number[], drop: number): number[]',
  examples: [
    { source: '', throws: false, expected: [9, 10], call: { name: 'rest', args: [[10, 9, 1], 1] } },
    { source: '', throws: false, expected: [2, 30], call: { name: 'rest', args: [[30, 2], 0] } },
  ].map((example) => ({
    ...example,
    source: `rest(${JSON.stringify(example.call.args).slice(1, -1)})`,
    shown: JSON.stringify(example.expected),
  })),
  starter: `export function rest(list: number[], drop: number): number[] {
  const sorted = [...list].sort()
  return sorted.slice(drop)
}
`,
}

test('in the order of the text it finds one too, and tries no more than it may', {
  timeout: 120_000,
}, async () => {
  const unranked = { ...options, proposals: 1, isRanked: false }
  const { sources } = await repairStarter(median, tools, unranked)
  expect(sources).toHaveLength(1)
  const examples = visibleProblem(median)
  expect(examples && (await judge.judge(examples, sources[0] ?? '')).kind).toBe('pass')
  const short = await repairStarter(median, tools, { ...unranked, maxCandidates: 3 })
  expect(short).toMatchObject({ sources: [], candidates: 3 })
})

test('every edit makes a program of its own, the slip undone among them', {
  timeout: 120_000,
}, async () => {
  const starter = median.starter ?? ''
  const outline = await outlineOf(checker, starter)
  expect(outline).not.toBeNull()
  if (outline === null) return
  const edits = editsOf(readProgram(starter, outline), median.statement)
  const texts = edits.map(({ changes }) => applyChanges(starter, changes))
  expect(new Set([...texts, starter]).size).toBe(texts.length + 1)
  expect(texts).toContain(starter.replace('.sort()', '.sort((a, b) => a - b)'))
})

test('a sort without a comparison gets one', { timeout: 120_000 }, async () => {
  const { sources } = await repairStarter(median, tools, options)
  expect(sources[0]).toContain('.sort((a, b) => a - b)')
})

const counter: Task = {
  slug: 'counter',
  title: 'Counter',
  tier: 2,
  statement: 'Counts words; `reset` forgets them.',
  signature: 'export class Counter {\n  add(word: string): number\n  reset(): void\n}',
  examples: [
    {
      source: '{ const c = new Counter(); c.add("a"); return [c.add("a"), c.add("b")] }',
      throws: false,
      expected: [2, 1],
      shown: '[2, 1]',
    },
    {
      source: '{ const c = new Counter(); c.add("a"); c.reset(); return c.add("a") }',
      throws: false,
      expected: 1,
      shown: '1',
    },
  ],
  starter: `export class Counter {
  #counts = new Map<string, number>()
  #total = 0

  add(word: string): number {
    this.#total++
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1)
    return this.#counts.get(word) ?? 0
  }

  reset(): void {
    this.#total = 0
  }
}
`,
}

test('a class whose reset forgets a field is completed', { timeout: 120_000 }, async () => {
  const { sources } = await repairStarter(counter, tools, options)
  expect(sources.some((source) => /#counts(\.clear\(\)| = new Map)/.test(source))).toBe(true)
})

test('the same seed proposes the same, and nothing without a starter', {
  timeout: 120_000,
}, async () => {
  const [one, two] = [
    await repairStarter(median, tools, options),
    await repairStarter(median, tools, options),
  ]
  expect(two).toEqual(one)
  expect((await repairStarter({ ...median, starter: null }, tools, options)).sources).toEqual([])
})

test('programs that never end are candidates like others', { timeout: 120_000 }, async () => {
  const task: Task = {
    ...median,
    slug: 'count-down',
    statement: 'How many halvings until one is left.',
    signature: 'export function halvings(n: number): number',
    starter: `export function halvings(n: number): number {
  let count = 0
  while (n !== 1) {
    n = n / 2
    count++
  }
  return count
}
`,
    examples: halvingsOf([8, 9, 1, 40]),
  }
  const { sources, candidates } = await repairStarter(task, tools, options)
  expect(candidates).toBeGreaterThan(0)
  // There are many ways to write it: what counts is that it holds for other numbers.
  const others = visibleProblem({ ...task, examples: halvingsOf([2, 3, 31, 33, 100, 1000]) })
  expect(others && (await judge.judge(others, sources[0] ?? '')).kind).toBe('pass')
})

const halvingsOf = (numbers: readonly number[]): Task['examples'] =>
  numbers.map((n) => ({
    source: `halvings(${n})`,
    throws: false,
    expected: Math.floor(Math.log2(n)),
    shown: String(Math.floor(Math.log2(n))),
    call: { name: 'halvings', args: [n] },
  }))
