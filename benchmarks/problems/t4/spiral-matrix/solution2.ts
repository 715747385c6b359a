export function spiral(
  rows: number,
  columns: number,
  row: number,
  column: number,
): [number, number][] {
  /** How many steps it takes to a place that is so far right and down. */
  const steps = (x: number, y: number) => {
    const ring = Math.max(Math.abs(x), Math.abs(y))
    const start = (2 * ring - 1) ** 2 - 1
    if (ring === 0) return 0
    if (y === -ring) return start + 7 * ring + x
    if (x === ring) return start + ring + y
    if (y === ring) return start + 3 * ring - x
    return start + 5 * ring - y
  }
  const cells = Array.from({ length: rows * columns }, (_, i): [number, number] => [
    Math.floor(i / columns),
    i % columns,
  ])
  const order = ([r, c]: [number, number]) => steps(c - column, r - row)
  return cells.sort((a, b) => order(a) - order(b))
}
