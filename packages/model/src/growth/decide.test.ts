import { describe, expect, it } from 'vitest'
import { decideGrowth, type GrowthEvidence, type HeldOutPoint } from './decide.ts'

const curve = (lossAt: (tokens: number) => number, until = 8e6): HeldOutPoint[] =>
  Array.from({ length: 17 }, (_, i) => {
    const tokens = (i * until) / 16
    return { tokens, loss: lossAt(tokens) }
  })
const full: GrowthEvidence = {
  heldOut: curve(() => 2.5),
  grownAt: 0,
  parameters: 183_760,
  nextParameters: 1_199_632,
  uniqueTokens: 700_000,
}
const reasons = (change: Partial<GrowthEvidence>) => {
  const decision = decideGrowth({ ...full, ...change })
  return decision.grow ? [] : decision.reasons
}

describe('the decision to grow', () => {
  it('is made on a plateau, after enough tokens, with enough data', () => {
    expect(decideGrowth(full)).toEqual({ grow: true, slopePerMillion: 0 })
  })

  it('waits while held-out loss falls', () => {
    const falling = curve((tokens) => 3 - 0.02 * (tokens / 1e6))
    expect(reasons({ heldOut: falling })).toEqual(['still_learning'])
    // Just under the threshold counts as a plateau, and so does a loss that rises.
    expect(reasons({ heldOut: curve((tokens) => 3 - 0.009 * (tokens / 1e6)) })).toEqual([])
    expect(reasons({ heldOut: curve((tokens) => 3 + 0.05 * (tokens / 1e6)) })).toEqual([])
  })

  it('looks at the latest two million tokens and not at the steep beginning', () => {
    expect(reasons({ heldOut: curve((tokens) => 2 + Math.exp(-tokens / 4e5)) })).toEqual([])
  })

  it('never follows from bytes of corpus alone', () => {
    const falling = curve((tokens) => 3 - 0.1 * (tokens / 1e6))
    expect(reasons({ heldOut: falling, uniqueTokens: 1e12 })).toContain('still_learning')
    expect(reasons({ heldOut: [], uniqueTokens: 1e12 })).toContain('no_evidence')
  })

  it('wants tokens per parameter, a cool-down, and data for the larger network', () => {
    expect(reasons({ parameters: 6e6 })).toEqual(['few_tokens'])
    expect(reasons({ grownAt: 5e6 })).toEqual(['cool_down'])
    expect(reasons({ uniqueTokens: 500_000 })).toEqual(['little_data'])
  })

  it('takes no plateau from too few or too old measurements, or from numbers that are none', () => {
    expect(reasons({ heldOut: full.heldOut.slice(-3) })).toContain('no_evidence')
    expect(reasons({ heldOut: curve(() => Number.NaN) })).toContain('no_evidence')
    expect(reasons({ grownAt: Number.NaN })).toContain('few_tokens')
  })
})
