export function countMultiples(low: number, high: number, k: number): number {
  return Math.floor(high / k) - Math.ceil(low / k) + 1
}
