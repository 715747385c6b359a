export function pairwiseMax(a: number[], b: number[]): number[] {
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  return long.map((n, i) => Math.max(n, short[i] ?? 0))
}
