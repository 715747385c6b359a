export function mystery(list: number[]): number {
  return list.reduceRight((rest, n) => n - rest, 0)
}
