export function scale(list: number[], factor: number): number[] {
  return list.map((n) => n ** factor)
}
