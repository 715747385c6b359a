export function secondLargest(list: number[]): number | null {
  return [...new Set(list)].sort((a, b) => b - a)[1] || null
}
