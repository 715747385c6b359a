export function containsAll(list: number[], wanted: number[]): boolean {
  return wanted.every((n) => list.includes(n))
}
