export function places(scores: (number | null)[]): number[] {
  const sorted = scores.filter((score) => score !== null).sort((a, b) => a - b)
  const last = new Map<number | null, number>()
  for (const [index, score] of sorted.entries()) last.set(score, index + 1)
  return scores.map((score) => last.get(score) ?? 0)
}
