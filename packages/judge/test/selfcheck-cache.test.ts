// What the selfcheck of the problems remembers between runs, and what it must find out again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { remembered } from '../../../benchmarks/selfcheck/cache.ts'
import { checkSoundness } from '../../../benchmarks/selfcheck/soundness.ts'
import { type Checker, createCheckerPool, type ProblemVerdict, parseProblem } from '../src/index.ts'

let folder: string
let checker: Checker
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zooid-selfcheck-'))
  checker = createCheckerPool({ size: 1 })
})
afterAll(async () => {
  await checker.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an answer is found once, unless it was doubted', async () => {
  let found = 0
  const find = (contents: string, isDoubted: boolean) =>
    remembered(
      [contents],
      async (doubt) => {
        if (isDoubted) doubt()
        return ++found
      },
      folder,
    )
  expect([await find('sure', false), await find('sure', false)]).toEqual([1, 1])
  expect([await find('unsure', true), await find('unsure', true)]).toEqual([2, 3])
  expect([await find('unsure', false), await find('unsure', true)]).toEqual([4, 4])
})

const problem = parseProblem({
  folder: 't1/double',
  json: JSON.stringify({
    slug: 'double',
    title: 'Double',
    tier: 1,
    tags: [],
    statement: 'Double a number.',
    signature: 'export function double(n: number): number',
  }),
  tests: 'example(() => solution.double(1), 2)',
  starter: null,
})
const timings = { checkMs: 1, testMs: 1 }
const tests = { passed: 0, total: 1 }
const verdicts: readonly [isDoubted: boolean, ProblemVerdict][] = [
  [false, { kind: 'test_failure', tests, failures: [], timings }],
  [false, { kind: 'type_error', diagnostics: [], timings }],
  [true, { kind: 'runtime_fault', message: 'out of memory', tests, timings }],
  [true, { kind: 'timeout', stage: 'test' }],
  [true, { kind: 'timeout', stage: 'check' }],
  [true, { kind: 'infrastructure', message: 'no worker' }],
]
test.each(verdicts)('doubted: %s for a wrong solution that is %j', async (isDoubted, verdict) => {
  let isTold = false
  const pass: ProblemVerdict = { kind: 'pass', tests: { passed: 6, total: 6 }, steps: 1, timings }
  const judge = {
    judge: async () => pass,
    judgeAll: async (_: unknown, sources: readonly string[]) => sources.map(() => verdict),
    examples: async () => [],
  }
  const doubt = () => {
    isTold = true
  }
  const wrong = new Map([['a.ts', 'export const double = (n: number) => n']])
  await checkSoundness({ judge, checker, doubt }, problem, { solution: 'a', second: 'b', wrong })
  expect(isTold).toBe(isDoubted)
})
