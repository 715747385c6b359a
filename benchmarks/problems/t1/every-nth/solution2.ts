export function everyNth(list: number[], n: number): number[] {
  const kept: number[] = []
  for (let i = n - 1; i < list.length; i += n) kept.push(list[i]!)
  return kept
}
