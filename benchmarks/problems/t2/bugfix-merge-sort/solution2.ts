export function inversions(list: number[]): number {
  let count = 0
  for (const [i, n] of list.entries()) for (const later of list.slice(i + 1)) if (n > later) count++
  return count
}
