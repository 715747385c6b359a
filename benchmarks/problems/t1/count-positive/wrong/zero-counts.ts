export function countPositive(list: number[]): number {
  return list.filter((n) => n >= 0).length
}
