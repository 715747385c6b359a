export function countMultiples(low: number, high: number, k: number): number {
  return Math.floor((high - low + 1) / k)
}
