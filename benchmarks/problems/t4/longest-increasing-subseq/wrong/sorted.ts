export function longestIncreasing(list: number[]): number[] {
  return [...new Set(list)].sort((a, b) => a - b)
}
