export function containsAll(list: number[], wanted: number[]): boolean {
  return new Set(list).size >= new Set(wanted).size
}
