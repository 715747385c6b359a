// How sure a difference between two columns is, from the tasks that only one of them solves.

/** Exact two-sided McNemar test: the chance of a split this uneven when both were equally good. */
export function mcNemar(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB
  const least = Math.min(onlyA, onlyB)
  let term = 0.5 ** n
  let sum = 0
  for (let i = 0; i <= least; i++) {
    sum += term
    term *= (n - i) / (i + 1)
  }
  return Math.min(1, 2 * sum)
}

/** 95 % interval of the mean of 0s and 1s, by resampling with a fixed seed. */
export function bootstrap(values: readonly boolean[], draws = 2000): readonly [number, number] {
  let state = 0x9e3779b9
  const random = () => {
    state = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    state = Math.imul(state ^ (state >>> 15), 0x735a2d97)
    state = (state ^ (state >>> 15)) + 0x9e3779b9
    return (state >>> 0) / 2 ** 32
  }
  const means = Array.from({ length: draws }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) if (values[Math.floor(random() * values.length)]) sum++
    return sum / values.length
  }).sort((a, b) => a - b)
  return [means[Math.floor(draws * 0.025)] ?? 0, means[Math.floor(draws * 0.975)] ?? 0]
}

/** Candidates `by` needs for as many solved tasks as `reference` has at `at`; null when it never has. */
export function candidatesForSame(
  reference: readonly (number | null)[],
  by: readonly (number | null)[],
  at: number,
): number | null {
  const wanted = reference.filter((n) => n !== null && n <= at).length
  const sorted = by.filter((n): n is number => n !== null).sort((a, b) => a - b)
  return wanted === 0 ? null : (sorted[wanted - 1] ?? null)
}
