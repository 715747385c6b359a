export function digitCount(list: number[]): number {
  return list.join(',').length
}
