export function conflicts(grid: string[]): [number, number][] {
  const found: [number, number][] = []
  for (let place = 0; place < 81; place++) {
    const [row, column] = [Math.floor(place / 9), place % 9]
    const digit = grid[row]?.[column]
    if (!digit || digit === '.') continue
    const [top, left] = [row - (row % 3), column - (column % 3)]
    const groups = [
      grid[row] ?? '',
      grid.map((line) => line[column]).join(''),
      grid
        .slice(top, top + 3)
        .map((line) => line.slice(left, left + 3))
        .join(''),
    ]
    if (groups.some((group) => group.split(digit).length > 2)) found.push([row, column])
  }
  return found
}
