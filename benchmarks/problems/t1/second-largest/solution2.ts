export function secondLargest(list: number[]): number | null {
  const top = Math.max(...list)
  const second = Math.max(...list.filter((n) => n < top))
  return Number.isFinite(second) ? second : null
}
