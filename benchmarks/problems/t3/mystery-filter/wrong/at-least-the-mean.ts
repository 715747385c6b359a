export function mystery(list: number[]): number[] {
  const mean = list.reduce((a, b) => a + b, 0) / list.length
  return list.filter((n) => n >= mean)
}
