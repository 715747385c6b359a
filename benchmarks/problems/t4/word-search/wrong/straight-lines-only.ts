export function findWord(grid: string[], word: string): [number, number][] | null {
  const steps = [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
  ] as const
  for (const [r, line] of grid.entries())
    for (let c = 0; c < line.length; c++)
      for (const [down, right] of steps) {
        const cells = [...word].map((_, i): [number, number] => [r + i * down, c + i * right])
        if (cells.every(([row, column], i) => grid[row]?.[column] === word[i])) return cells
      }
  return null
}
