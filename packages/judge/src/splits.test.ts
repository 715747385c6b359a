import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { tiers } from './problem.ts'
import { readProblems } from './problem-folder.ts'
import { assignSplits, problemsOf, readSplits, splitNames } from './splits.ts'

const root = fileURLToPath(new URL('../../../benchmarks/problems', import.meta.url))
const problems = readProblems(root)

test('splits.json names every problem and nothing else (npm run bench:splits)', () => {
  const committed = readSplits(root)
  expect(Object.keys(committed)).toEqual(problems.map(({ slug }) => slug).sort())
  expect(assignSplits(problems, committed)).toEqual(committed)
})

test('every tier is split 40, 20, 40', () => {
  const committed = readSplits(root)
  for (const tier of tiers) {
    const all = problems.filter((problem) => problem.tier === tier)
    for (const split of splitNames) {
      const share = split === 'dev' ? 0.2 : 0.4
      const count = problemsOf(all, committed, split).length
      expect(Math.abs(count - share * all.length), `T${tier} ${split}`).toBeLessThanOrEqual(2)
    }
  }
})

const made = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ slug: `p${i}`, tier: 1 as const }))

test('an assignment follows from the slugs alone and stays when problems are added', () => {
  const first = assignSplits(made(50))
  expect(assignSplits(made(50).reverse())).toEqual(first)
  const more = assignSplits(made(80), first)
  for (const [slug, split] of Object.entries(first)) expect(more[slug]).toBe(split)
  const count = (split: string) => Object.values(more).filter((given) => given === split).length
  expect(splitNames.map(count)).toEqual([32, 16, 32])
})

test('a problem that is gone leaves the assignment', () => {
  expect(assignSplits(made(2), { p0: 'sealed', p9: 'train' })).toEqual({
    p0: 'sealed',
    p1: 'train',
  })
})
