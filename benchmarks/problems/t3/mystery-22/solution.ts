export function mystery(list: number[]): number[] {
  return list.slice(0, Math.ceil(list.length / 2)).map((n, i) => n + list.at(-1 - i)!)
}
