import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BenchRow, passAtK, scoreRows, wilson } from './score.ts'

const row = (tier: BenchRow['tier'], isFirstPassing: boolean, extra: Partial<BenchRow> = {}) => ({
  slug: `${tier}`,
  tier,
  proposals: 1,
  passing: isFirstPassing ? 1 : 0,
  verdict: isFirstPassing ? 'pass' : 'test_failure',
  isFirstPassing,
  seconds: isFirstPassing ? 1 : null,
  ...extra,
})

test('the weighted score counts tiers 1, 2, 3, 4, 5, 8 and maps to 85 to 150', () => {
  const score = scoreRows([row(1, true), row(1, false), row(6, true), row(4, false)])
  expect(score.weightedPercent).toBeCloseTo((100 * (1 + 8)) / (2 + 8 + 4), 10)
  expect(score.iq).toBeCloseTo(85 + 0.65 * score.weightedPercent, 10)
  expect(score.tiers.map(({ tier, passed, problems }) => [tier, passed, problems])).toEqual([
    [1, 1, 2],
    [4, 0, 1],
    [6, 1, 1],
  ])
  expect(scoreRows([]).iq).toBe(85)
  expect(scoreRows([row(1, true)]).iq).toBe(150)
})

test('Wilson intervals are those of the literature', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const rounded = (passed: number, total: number) => {
    const { low, high } = wilson(passed, total)
    return [low.toFixed(4), high.toFixed(4)]
  }
  expect(rounded(81, 263)).toEqual(['0.2553', '0.3662'])
  expect(rounded(15, 148)).toEqual(['0.0624', '0.1605'])
  expect(rounded(0, 20)).toEqual(['0.0000', '0.1611'])
  expect(rounded(1, 29)).toEqual(['0.0061', '0.1718'])
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})

test('pass@k is the share of k-subsets with a passing draw', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.nat(9),
      fc.integer({ min: 1, max: 9 }),
      (n, c, k) => {
        fc.pre(c <= n && k <= n)
        let hits = 0
        let all = 0
        for (let subset = 0; subset < 2 ** n; subset++) {
          const chosen = [...Array(n).keys()].filter((i) => subset & (1 << i))
          if (chosen.length !== k) continue
          all++
          if (chosen.some((i) => i < c)) hits++
        }
        expect(passAtK(n, c, k)).toBeCloseTo(hits / all, 10)
      },
    ),
  )
})

test('a proposal that was not made counts as failed', () => {
  const { tiers } = scoreRows([row(1, false, { proposals: 0, passing: 0 }), row(1, true)], [1, 2])
  expect(tiers[0]?.passAt).toEqual({ 1: 0.5, 2: 0.5 })
})

test('only the first proposal counts for the score', () => {
  const late = row(1, false, { proposals: 3, passing: 2, seconds: 4 })
  const score = scoreRows([late], [1, 3])
  expect(score.passed).toBe(0)
  expect(score.tiers[0]).toMatchObject({ passed: 0, medianSeconds: 4, passAt: { 3: 1 } })
})
