export function sparseDot(a: [number, number][], b: [number, number][]): number {
  let sum = 0
  for (const [i, x] of a) for (const [j, y] of b) if (i === j) sum += x * y
  return sum
}
