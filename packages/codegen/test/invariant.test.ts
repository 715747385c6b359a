// 300 of the 10,000 programs of `npm run codegen:invariant`.
import { expect, test } from 'vitest'
import { measureInvariant } from './invariant.ts'

test('random programs print without a type error and run in QuickJS as in the evaluator', {
  timeout: 120_000,
}, async () => {
  const { faults, programs, runs, skipped, seen } = await measureInvariant(300, 2026)
  expect(faults).toEqual([])
  expect(programs).toBe(300)
  expect(runs).toBeGreaterThan(10 * skipped)
  expect(seen.size).toBeGreaterThan(200)
})
