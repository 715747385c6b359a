export function spiral(n: number): number[][] {
  const grid = Array.from({ length: n }, () => new Array<number>(n).fill(0))
  let [x, y, dx, dy] = [0, 0, 1, 0]
  for (let k = 1; k <= n * n; k++) {
    grid[y]![x] = k
    if (grid[y + dy]?.[x + dx] !== 0) [dx, dy] = [-dy, dx]
    x += dx
    y += dy
  }
  return grid.map((_, j) => grid.map((row) => row[j]!))
}
