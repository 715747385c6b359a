import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSandbox, type Sandbox } from '@zooid/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runBench } from './bench.ts'
import { findContamination, normaliseSource } from './contamination.ts'
import { createEnumerationSolver } from './enumeration/solver.ts'
import { type Problem, parseProblem, type Tier } from './problem.ts'
import { createProblemJudge, type ProblemJudge } from './problem-judge.ts'
import { openRowFile } from './row-file.ts'
import type { Solver } from './solver.ts'

let sandbox: Sandbox
let judge: ProblemJudge
beforeAll(() => {
  sandbox = createSandbox({ workers: 1 })
  judge = createProblemJudge({ sandbox })
})
afterAll(async () => {
  await judge.close()
  await sandbox.close()
})

const problemOf = (slug: string, signature: string, tests: string, tier: Tier = 1): Problem =>
  parseProblem({
    folder: `t${tier}/${slug}`,
    json: JSON.stringify({ slug, title: slug, tier, tags: [], statement: 'Use `-`.', signature }),
    tests,
    starter: null,
  })

const spread = problemOf(
  'spread',
  'export function spread(list: readonly number[]): number',
  `example(() => solution.spread([3, 1, 9]), 8)
   example(() => solution.spread([-4, 4]), 8)
   example(() => solution.spread([5]), 0)
   check('wider', (random) => {
     const list = random.list(1, 9, () => random.int(-99, 99))
     equal(solution.spread(list), Math.max(...list) - Math.min(...list))
   })`,
)
const dashes = problemOf(
  'dashes',
  'export function dashes(words: readonly string[]): string',
  `example(() => solution.dashes(['b', 'a']), 'A-B')
   example(() => solution.dashes([]), '')
   example(() => solution.dashes(['z', 'y', 'x']), 'X-Y-Z')
   example(() => solution.dashes(['a', 'c', 'b']), 'A-B-C')
   check('more', (random) => {
     const words = random.list(0, 5, () => random.text(1, 3))
     equal(solution.dashes(words), words.toSorted().join('-').toUpperCase())
   })`,
)
const queue = problemOf(
  'queue',
  'export class Queue { push(item: number): void }',
  "example(() => new solution.Queue().push(1), undefined)\ncheck('x', () => {})",
  6,
)

describe('the enumeration', () => {
  test('finds the cheapest expression that fits the examples, and it holds on hidden inputs', async () => {
    const sources = new Map<string, readonly string[]>()
    const inner = createEnumerationSolver()
    const solver: Solver = {
      ...inner,
      solve: async (task, options) => {
        const found = await inner.solve(task, options)
        sources.set(task.slug, found)
        return found
      },
    }
    const rows = await runBench({ problems: [spread, dashes, queue], solver, judge, seed: '1' })
    expect(rows.map(({ slug, verdict }) => [slug, verdict])).toEqual([
      ['spread', 'pass'],
      ['dashes', 'pass'],
      ['queue', 'none'],
    ])
    expect(sources.get('spread')?.[0]).toContain('return (Math.max(...list) - Math.min(...list))')
  })

  test('proposes the same for the same task, and several when asked', async () => {
    const solver = createEnumerationSolver({ maxCandidates: 50_000 })
    const propose = async () => {
      const examples = await judge.examples(spread)
      return solver.solve({ ...spread, examples }, { proposals: 3, seed: '1' })
    }
    const first = await propose()
    expect(first).toHaveLength(3)
    expect(new Set(first).size).toBe(3)
    expect(await propose()).toEqual(first)
  })

  test('stops at its budget', async () => {
    const solver = createEnumerationSolver({ maxCandidates: 10 })
    const examples = await judge.examples(dashes)
    expect(await solver.solve({ ...dashes, examples }, { proposals: 1, seed: '1' })).toEqual([])
  })
})

describe('a run', () => {
  const solver: Solver = {
    name: 'fixed',
    fingerprint: '1',
    solve: async () => [
      'export const spread = (list: readonly number[]): number => list.length',
      'export const spread = (list: readonly number[]): number => Math.max(...list) - Math.min(...list)',
    ],
  }

  test('counts a first try that fails as failed, whatever comes after it', async () => {
    const rows = await runBench({ problems: [spread], solver, judge, seed: '1', proposals: 2 })
    expect(rows).toMatchObject([
      { proposals: 2, passing: 1, verdict: 'test_failure', isFirstPassing: false },
    ])
  })

  test('goes on where it was broken off, and a spoilt line costs one row', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zooid-bench-'))
    const path = join(folder, 'rows.jsonl')
    try {
      const run = async () => {
        const resumed: boolean[] = []
        const rows = await runBench({
          problems: [spread, dashes],
          solver,
          judge,
          seed: '1',
          store: openRowFile(path),
          onRow: (_row, _done, isResumed) => resumed.push(isResumed),
        })
        return { rows, resumed }
      }
      const first = await run()
      expect(first.resumed).toEqual([false, false])
      expect(await run()).toEqual({ rows: first.rows, resumed: [true, true] })
      writeFileSync(path, readFileSync(path, 'utf8').slice(0, -5))
      const third = await run()
      expect(third.resumed).toEqual([true, false])
      expect((await run()).resumed).toEqual([true, true])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('has no score when the judge itself fails', async () => {
    const broken = problemOf('broken', spread.signature, 'example(() => solution.spread([1]), 0)')
    const failing: ProblemJudge = {
      ...judge,
      judge: async () => ({ kind: 'infrastructure', message: 'no checker' }),
    }
    await expect(
      runBench({ problems: [broken], solver, judge: failing, seed: '1' }),
    ).rejects.toThrow('broken: no verdict: no checker')
  })
})

describe('contamination', () => {
  const sealed = [
    {
      problem: spread,
      solutions: [
        'export function spread(list: readonly number[]): number {\n  return Math.max(...list) - Math.min(...list) // widest\n}',
      ],
    },
  ]
  test('is found by source, whatever the names and the layout', async () => {
    expect(normaliseSource(sealed[0]?.solutions[0] ?? '')).toBe(
      normaliseSource('export function a(b: number[]) { return Math.max(...b) - Math.min(...b); }'),
    )
    const source = 'export const w = 1\nexport const f = (b: number[]) => b.length'
    expect(await findContamination(sandbox, [{ name: 'x', source }], sealed)).toEqual([])
    const copy = { name: 'copy', source: sealed[0]?.solutions[0]?.replaceAll('list', 'x') ?? '' }
    expect(await findContamination(sandbox, [copy], sealed)).toEqual([
      { program: 'copy', slug: 'spread', by: 'source' },
    ])
  })

  test('is found by behaviour, and other programs are clean', async () => {
    const corpus = [
      {
        name: 'sorted',
        source:
          'export const f = (xs: number[]) => { const s = xs.toSorted((a, b) => a - b); return (s.at(-1) ?? 0) - (s[0] ?? 0) }',
      },
      { name: 'sum', source: 'export const f = (xs: number[]) => xs.reduce((a, b) => a + b, 0)' },
      { name: 'none', source: 'const f = 1' },
    ]
    expect(await findContamination(sandbox, corpus, sealed)).toEqual([
      { program: 'sorted', slug: 'spread', by: 'behaviour' },
    ])
  })
})
