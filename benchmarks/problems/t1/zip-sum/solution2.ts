export function zipSum(a: number[], b: number[]): number[] {
  const sums = [...a]
  for (const [i, n] of b.entries()) sums[i] = i < a.length ? a[i]! + n : n
  return sums
}
