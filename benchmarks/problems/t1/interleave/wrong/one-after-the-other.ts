export function interleave(a: number[], b: number[]): number[] {
  return [...a, ...b]
}
