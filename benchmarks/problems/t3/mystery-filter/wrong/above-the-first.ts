export function mystery(list: number[]): number[] {
  return list.filter((n) => n > list[0]!)
}
