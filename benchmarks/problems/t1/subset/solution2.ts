export function containsAll(list: number[], wanted: number[]): boolean {
  const known = new Set(list)
  return wanted.filter((n) => !known.has(n)).length === 0
}
