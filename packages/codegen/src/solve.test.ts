import { createProblemJudge, type Task } from '@zooid/judge'
import { createSandbox } from '@zooid/sandbox'
import { afterAll, expect, test } from 'vitest'
import { parseSolveRequest } from './request.ts'
import { solve } from './solve.ts'
import { createCodegenSolver } from './solver.ts'

const sandbox = createSandbox({ workers: 1 })
const judge = createProblemJudge({ sandbox })
const tools = { sandbox, judge }
afterAll(async () => {
  await judge.close()
  await sandbox.close()
})

const longest: Task = parseSolveRequest(
  JSON.stringify({
    signature: 'lengthOfAll(words: readonly string[]): number',
    examples: [
      { args: [['a', 'bcd']], output: 4 },
      { args: [[]], output: 0 },
      { args: [['x', '', 'yz']], output: 3 },
      { args: [['four']], output: 4 },
    ],
  }),
)

test('what is proposed has passed the judge on every visible example', {
  timeout: 60_000,
}, async () => {
  const { proposals, candidates } = await solve(longest, tools, { candidates: 50_000 })
  const [best] = proposals
  expect(best?.lane).toBe('prior')
  expect(best?.source).toContain('export function lengthOfAll(words: readonly string[]): number {')
  expect(best?.candidates ?? 0).toBeLessThanOrEqual(candidates)
})

test('as a solver it proposes the same every time', { timeout: 60_000 }, async () => {
  const solver = createCodegenSolver({ ...tools, candidates: 20_000 })
  const options = { proposals: 2, seed: '1' }
  const sources = await solver.solve(longest, options)
  expect(sources.length).toBeGreaterThan(0)
  expect(await solver.solve(longest, options)).toEqual(sources)
  expect(solver.name).toBe('codegen-prior')
})

test('a signature beyond the language is refused in words, not searched', async () => {
  const { signature, ...rest } = longest
  const stranger = { ...rest, signature: signature.replace(': number', ': bigint') }
  const { refused, proposals, candidates } = await solve(stranger, tools, { candidates: 1_000 })
  expect(refused).toContain('no type')
  expect(proposals).toEqual([])
  expect(candidates).toBe(0)
})

test('a budget that is spent ends in no proposal', { timeout: 60_000 }, async () => {
  const { proposals } = await solve(longest, tools, { candidates: 3 })
  expect(proposals).toEqual([])
})
