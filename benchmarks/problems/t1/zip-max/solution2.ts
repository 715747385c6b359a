export function pairwiseMax(a: number[], b: number[]): number[] {
  const result: number[] = []
  for (let i = 0; i < a.length || i < b.length; i++)
    result.push(Math.max(a[i] ?? -Infinity, b[i] ?? -Infinity))
  return result
}
