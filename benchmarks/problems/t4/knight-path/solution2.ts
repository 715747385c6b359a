export type Cell = [row: number, column: number]

export function knightPath(size: number, from: Cell, to: Cell): Cell[] | null {
  const cells = Array.from(
    { length: size * size },
    (_, i): Cell => [Math.floor(i / size), i % size],
  )
  const near = ([a, b]: Cell) => cells.filter(([c, d]) => Math.abs((a - c) * (b - d)) === 2)
  const isSame = (a: Cell, b: Cell) => a[0] === b[0] && a[1] === b[1]
  // Distances from the end, ring by ring.
  const rings: Cell[][] = [[to]]
  while (!rings.at(-1)!.some((cell) => isSame(cell, from))) {
    const next = rings.at(-1)!.flatMap(near)
    const isNew = (cell: Cell) => !rings.flat().some((known) => isSame(known, cell))
    const ring = next.filter((cell, i) => isNew(cell) && next.indexOf(cell) === i)
    if (ring.length === 0) return null
    rings.push(ring)
  }
  const way = [from]
  for (const ring of rings.toReversed().slice(1))
    way.push(ring.find((cell) => near(way.at(-1)!).some((other) => isSame(cell, other)))!)
  return way
}
