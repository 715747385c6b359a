// How much of an adapter to believe: the strength with the lowest held-out loss on a short line from the
// base (0) to a little beyond what was trained (1.25). 0 is always among them, so the choice is never
// worse than the base on that data. Ties go to the smaller one.

export const strengths = [0, 0.25, 0.5, 0.75, 1, 1.25] as const

export type StrengthChoice = {
  readonly strength: number
  readonly loss: number
  readonly losses: readonly { readonly strength: number; readonly loss: number }[]
}

/** @param lossAt held-out loss of base + strength * adapter, always on the same data */
export function chooseStrength(
  lossAt: (strength: number) => number,
  candidates: readonly number[] = strengths,
): StrengthChoice {
  const line = [...new Set([0, ...candidates])].sort((a, b) => a - b)
  const losses = line.map((strength) => ({ strength, loss: lossAt(strength) }))
  // A loss that is not a number loses against every other.
  const [base = { strength: 0, loss: Number.NaN }, ...others] = losses
  const best = others.reduce((least, one) => (one.loss < least.loss ? one : least), base)
  return { ...best, losses }
}
