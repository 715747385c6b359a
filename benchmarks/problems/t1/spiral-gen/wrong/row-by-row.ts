export function spiral(n: number): number[][] {
  return Array.from({ length: n }, (_, y) => Array.from({ length: n }, (_, x) => y * n + x + 1))
}
