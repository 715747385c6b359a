export function zipSum(a: number[], b: number[]): number[] {
  return Array.from({ length: a.length }, (_, i) => (a[i] ?? 0) + (b[i] ?? 0))
}
