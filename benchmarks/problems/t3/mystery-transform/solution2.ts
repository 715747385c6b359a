export function mystery(list: number[]): number[] {
  const result: number[] = []
  for (let i = 1; i <= list.length; i++) result.push(list[i - 1]! * i)
  return result
}
