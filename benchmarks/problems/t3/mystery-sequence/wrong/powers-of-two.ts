export function mystery(n: number): number[] {
  return Array.from({ length: n }, (_, i) => 2 ** i)
}
