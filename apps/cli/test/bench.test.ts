import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

let folder = ''
const problems = () => join(folder, 'benchmarks/problems')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-bench-'))
  write(1, 'spread', 'export function spread(list: readonly number[]): number', [
    'example(() => solution.spread([3, 1, 9]), 8)',
    'example(() => solution.spread([-4, 4]), 8)',
    'example(() => solution.spread([5]), 0)',
    `check('wider', (random) => {
       const list = random.list(1, 9, () => random.int(-99, 99))
       equal(solution.spread(list), Math.max(...list) - Math.min(...list))
     })`,
  ])
  write(4, 'grid', 'export function grid(rows: number[][]): number', [
    'example(() => solution.grid([[1]]), 1)',
  ])
  writeFileSync(join(problems(), 'splits.json'), '{ "grid": "sealed", "spread": "sealed" }')
  mkdirSync(join(folder, 'benchmarks/results'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(tier: number, slug: string, signature: string, tests: readonly string[]): void {
  const path = join(problems(), `t${tier}`, slug)
  mkdirSync(path, { recursive: true })
  const problem = { slug, title: slug, tier, tags: [], statement: 'Do.', signature }
  writeFileSync(join(path, 'problem.json'), JSON.stringify(problem))
  writeFileSync(join(path, 'tests.ts'), tests.join('\n'))
}

const bench = (...flags: string[]) =>
  runCli('bench', '--problems', problems(), '--data', join(folder, 'data'), ...flags)

test('a whole split is measured twice with the same numbers, and appended to the results', async () => {
  const measure = async () => {
    const { code, out } = await bench('--split', 'sealed', '--json', '--no-resume')
    expect(code).toBe(0)
    const { costs, rows, tiers, ...rest } = JSON.parse(out)
    expect(costs).toMatchObject({ resumedRows: 0, node: process.version })
    const untimed = (list: object[]) =>
      list.map((item) => ({ ...item, seconds: null, medianSeconds: null }))
    return { ...rest, rows: untimed(rows), tiers: untimed(tiers) }
  }
  const first = await measure()
  expect(first).toMatchObject({ solver: 'enumeration', split: 'sealed', problems: 2, passed: 1 })
  expect(first.weightedPercent).toBeCloseTo(20, 10)
  expect(first.iq).toBeCloseTo(98, 10)
  expect(await measure()).toEqual(first)
  const results = JSON.parse(readFileSync(join(folder, 'benchmarks/results/bench.json'), 'utf8'))
  expect(results).toMatchObject([{ split: 'sealed', seed: '1' }, { passed: 1 }])
  expect(Object.keys(results[0])).toEqual(
    expect.arrayContaining(['at', 'commit', 'cpu', 'wallSeconds', 'cpuSeconds', 'tiers']),
  )
})

test('the table has a row per tier with its interval; part of a split is not appended', async () => {
  const path = join(folder, 'benchmarks/results/bench.json')
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const { code, out } = await bench('--split', 'all', '--tier', '1', '--proposals', '2')
  expect(code).toBe(0)
  expect(out).toMatch(/^TIER +PROBLEMS +PASS@1 +RATE +95 % INTERVAL +MEDIAN TIME +PASS@2\n/)
  expect(out).toMatch(/\nT1 +1 +1 +100\.0 % +20\.7 % – 100\.0 %/)
  expect(out).toContain('enumeration on all: weighted 100.00 %, IQ 150.0')
  expect(existsSync(path) ? readFileSync(path, 'utf8') : '').toBe(before)
})

test.each([
  [['--split', 'test'], 'there is no split "test"'],
  [['--solver', 'oracle'], 'there is no solver "oracle"'],
  [['--tier', '7'], 'write tiers from 1 to 6'],
  [['--budget', 'all'], '--budget all: write a whole number'],
  [['--split', 'train'], 'no problem of these tiers'],
])('%j is a usage error', async (flags, message) => {
  const { code, err } = await bench(...flags)
  expect(code).toBe(2)
  expect(err).toContain(message)
})
