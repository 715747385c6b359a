export function spiral(
  rows: number,
  columns: number,
  row: number,
  column: number,
): [number, number][] {
  const cells: [number, number][] = []
  let [r, c] = [row, column]
  let [down, right] = [0, 1]
  for (let turn = 2; cells.length < rows * columns; turn++) {
    for (let step = 0; step < Math.floor(turn / 2); step++) {
      if (r >= 0 && r < rows && c >= 0 && c < columns) cells.push([r, c])
      r += down
      c += right
    }
    const turned = -right
    right = down
    down = turned
  }
  return cells
}
