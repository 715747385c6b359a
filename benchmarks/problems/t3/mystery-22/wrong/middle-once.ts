export function mystery(list: number[]): number[] {
  const half = list.length >> 1
  const sums = list.slice(0, half).map((n, i) => n + list.at(-1 - i)!)
  return list.length % 2 === 1 ? [...sums, list[half]!] : sums
}
