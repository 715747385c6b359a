export function mystery(n: number): number[] {
  return Array.from({ length: n }, (_, i) => 1 + i * i)
}
