// What a run over a split comes to: pass rates with intervals per tier, and one weighted number on the
// predecessor's scale. Pure arithmetic over rows; a rate never leaves out a problem.
import { type Tier, tiers } from './problem.ts'

/** What a solver made of one problem. */
export type BenchRow = {
  readonly slug: string
  readonly tier: Tier
  /** Sources the solver proposed, in its order of preference, and how many of them pass. */
  readonly proposals: number
  readonly passing: number
  /** Of the first proposal; `none` without one. */
  readonly verdict: string
  readonly isFirstPassing: boolean
  /** From the task to the first proposal that passes, judging included; null when none does. */
  readonly seconds: number | null
}

export type Interval = { readonly low: number; readonly high: number }

export type TierScore = {
  readonly tier: Tier
  readonly problems: number
  /** Solved by the first proposal, without any feedback. */
  readonly passed: number
  readonly rate: number
  /** 95 % Wilson interval of `rate`. */
  readonly interval: Interval
  /** Unbiased estimate for each k, over problems. A proposal that was not made counts as failed. */
  readonly passAt: { readonly [k: string]: number }
  /** Median over solved problems; null when none is. */
  readonly medianSeconds: number | null
}

export type Score = {
  readonly tiers: readonly TierScore[]
  readonly problems: number
  readonly passed: number
  readonly rate: number
  readonly interval: Interval
  /** Share of the tier weights that was earned, 0 to 100. */
  readonly weightedPercent: number
  /** 85 + 0.65 x weightedPercent: the predecessor's scale, from 85 to 150. */
  readonly iq: number
}

export const tierWeights: { readonly [tier in Tier]: number } = {
  1: 1,
  2: 2,
  3: 3,
  4: 4,
  5: 5,
  6: 8,
}

/** Scores of the whole set of rows. `ks`: for which k to estimate pass@k. */
export function scoreRows(rows: readonly BenchRow[], ks: readonly number[] = [1]): Score {
  const scored = tiers
    .map((tier) =>
      scoreTier(
        tier,
        rows.filter((row) => row.tier === tier),
        ks,
      ),
    )
    .filter(({ problems }) => problems > 0)
  const passed = rows.filter((row) => row.isFirstPassing).length
  const weigh = (count: (tier: TierScore) => number) =>
    scored.reduce((sum, tier) => sum + tierWeights[tier.tier] * count(tier), 0)
  const possible = weigh(({ problems }) => problems)
  const weightedPercent = possible === 0 ? 0 : (100 * weigh((tier) => tier.passed)) / possible
  return {
    tiers: scored,
    problems: rows.length,
    passed,
    rate: rows.length === 0 ? 0 : passed / rows.length,
    interval: wilson(passed, rows.length),
    weightedPercent,
    iq: 85 + 0.65 * weightedPercent,
  }
}

function scoreTier(tier: Tier, rows: readonly BenchRow[], ks: readonly number[]): TierScore {
  const passed = rows.filter((row) => row.isFirstPassing).length
  const times = rows.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]))
  const passAt = ks.map((k): [string, number] => [
    String(k),
    mean(rows.map(({ proposals, passing }) => passAtK(Math.max(k, proposals), passing, k))),
  ])
  return {
    tier,
    problems: rows.length,
    passed,
    rate: rows.length === 0 ? 0 : passed / rows.length,
    interval: wilson(passed, rows.length),
    passAt: Object.fromEntries(passAt),
    medianSeconds: median(times),
  }
}

/**
 * Chance that at least one of k draws passes, estimated without bias from n independent draws of which c
 * passed: 1 - C(n-c, k) / C(n, k). Needs k <= n.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (n - c < k) return 1
  let allFail = 1
  for (let i = n - c + 1; i <= n; i++) allFail *= 1 - k / i
  return 1 - allFail
}

/** 95 % Wilson score interval of a proportion; 0 to 1 when there is nothing to go by. */
export function wilson(passed: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 }
  const z = 1.959963984540054
  const p = passed / total
  const scale = 1 + (z * z) / total
  const middle = (p + (z * z) / (2 * total)) / scale
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / total + (z * z) / (4 * total * total))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return null
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}
