export function mystery(list: number[]): number {
  let count = 0
  for (let i = 1; i + 1 < list.length; i++)
    if (list[i - 1]! < list[i]! && list[i]! > list[i + 1]!) count++
  return count
}
