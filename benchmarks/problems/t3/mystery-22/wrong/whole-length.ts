export function mystery(list: number[]): number[] {
  return list.map((n, i) => n + list.at(-1 - i)!)
}
