export function containsAll(list: number[], wanted: number[]): boolean {
  return list.every((n) => wanted.includes(n))
}
