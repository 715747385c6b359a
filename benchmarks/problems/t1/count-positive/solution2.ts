export function countPositive(list: number[]): number {
  let count = 0
  for (const n of list) count += Math.max(0, Math.sign(n))
  return count
}
