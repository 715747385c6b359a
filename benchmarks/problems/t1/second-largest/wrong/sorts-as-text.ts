export function secondLargest(list: number[]): number | null {
  return [...new Set(list)].sort().reverse()[1] ?? null
}
