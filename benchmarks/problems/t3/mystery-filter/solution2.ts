export function mystery(list: number[]): number[] {
  let sum = 0
  for (const n of list) sum += n
  const kept: number[] = []
  for (const n of list) if (n * list.length > sum) kept.push(n)
  return kept
}
