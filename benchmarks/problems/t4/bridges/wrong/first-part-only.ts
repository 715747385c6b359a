export function bridges(size: number, roads: [number, number][]): [number, number][] {
  const order: number[] = []
  const found = new Set<number>()
  /** The earliest place in `order` that can be reached without the road by which we came. */
  const visit = (here: number, came: number): number => {
    const own = order.push(here) - 1
    let earliest = own
    for (const [i, [a, b]] of roads.entries()) {
      if (i === came || (a !== here && b !== here)) continue
      const next = a === here ? b : a
      const isNew = !order.includes(next)
      const reached = isNew ? visit(next, i) : order.indexOf(next)
      if (isNew && reached > own) found.add(i)
      earliest = Math.min(earliest, reached)
    }
    return earliest
  }
  if (size > 0) visit(0, -1)
  return roads.filter((_, i) => found.has(i))
}
