export function pascal(rows: number): number[][] {
  const triangle: number[][] = []
  for (let y = 0; y < rows; y++) {
    const above = triangle[y - 1] ?? []
    triangle.push(
      Array.from({ length: y + 1 }, (_, x) => (above[x - 1] ?? 0) + (above[x] ?? 0) || 1),
    )
  }
  return triangle.slice(-1)
}
