export function mystery(list: number[]): number[] {
  const result: number[] = []
  for (const n of list) result.push(n > (result.at(-1) ?? -Infinity) ? n : result.at(-1)!)
  return result
}
