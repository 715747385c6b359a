export function mystery(list: number[]): number {
  return list.reduceRight((value, n) => 2 * value + n, 0)
}
