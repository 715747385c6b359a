export function common(a: number[], b: number[]): number[] {
  const result: number[] = []
  for (const n of a) if (b.indexOf(n) >= 0 && !result.includes(n)) result.push(n)
  return result
}
