export function interleave(a: number[], b: number[]): number[] {
  return a.length === 0 ? b : [a[0]!, ...interleave(b, a.slice(1))]
}
