export type Cell = [row: number, column: number]

export function knightPath(size: number, from: Cell, to: Cell): Cell[] | null {
  const seen = new Set<string>()
  const ways: Cell[][] = [[from]]
  for (const way of ways) {
    const [row, column] = way.at(-1)!
    if (row === to[0] && column === to[1]) return way
    for (const [down, right] of [
      [1, 2],
      [2, 1],
      [2, -1],
      [1, -2],
      [-1, -2],
      [-2, -1],
      [-2, 1],
      [-1, 2],
    ] as const) {
      const cell: Cell = [row + down, column + right]
      if (seen.has(cell.join()) || cell.some((n) => n < -2 || n >= size + 2)) continue
      seen.add(cell.join())
      ways.push([...way, cell])
    }
  }
  return null
}
