export function pairwiseMax(a: number[], b: number[]): number[] {
  return a.slice(0, b.length).map((n, i) => Math.max(n, b[i]!))
}
