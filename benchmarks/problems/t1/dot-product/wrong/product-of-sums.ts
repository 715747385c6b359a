export function dotProduct(a: number[], b: number[]): number {
  return a.reduce((x, y) => x + y, 0) * b.reduce((x, y) => x + y, 0)
}
