export function digitCount(list: number[]): number {
  return String(list.reduce((a, b) => a + b, 0)).length
}
