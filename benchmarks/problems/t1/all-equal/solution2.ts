export function allEqual(list: number[]): boolean {
  return new Set(list).size <= 1
}
