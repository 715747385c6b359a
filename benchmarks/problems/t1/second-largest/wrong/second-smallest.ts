export function secondLargest(list: number[]): number | null {
  return [...new Set(list)].sort((a, b) => a - b)[1] ?? null
}
