export function countMultiples(low: number, high: number, k: number): number {
  let count = 0
  for (let n = low; n <= high; n++) if (n % k === 0) count++
  return count
}
