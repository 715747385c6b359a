export function mystery(list: number[]): number[] {
  return list.slice(0, Math.floor(list.length / 2)).map((n, i) => n + list.at(-1 - i)!)
}
