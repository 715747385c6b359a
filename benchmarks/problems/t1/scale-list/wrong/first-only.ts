export function scale(list: number[], factor: number): number[] {
  return list.map((n, i) => (i === 0 ? n * factor : n))
}
