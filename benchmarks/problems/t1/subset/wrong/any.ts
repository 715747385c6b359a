export function containsAll(list: number[], wanted: number[]): boolean {
  return wanted.some((n) => list.includes(n))
}
