export function zipSum(a: number[], b: number[]): number[] {
  return [...a, ...b]
}
