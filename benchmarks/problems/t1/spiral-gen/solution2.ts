export function spiral(n: number): number[][] {
  if (n === 0) return []
  if (n === 1) return [[1]]
  const inner = spiral(n - 2).map((row) => row.map((value) => value + 4 * n - 4))
  const top = Array.from({ length: n }, (_, i) => i + 1)
  const bottom = Array.from({ length: n }, (_, i) => 3 * n - 2 - i)
  return [top, ...inner.map((row, i) => [4 * n - 4 - i, ...row, n + i + 1]), bottom]
}
