export function interleave(a: number[], b: number[]): number[] {
  const result: number[] = []
  for (let i = 0; i < Math.min(a.length, b.length); i++)
    result.push(...a.slice(i, i + 1), ...b.slice(i, i + 1))
  return result
}
