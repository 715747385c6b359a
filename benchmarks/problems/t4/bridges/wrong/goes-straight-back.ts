export function bridges(size: number, roads: [number, number][]): [number, number][] {
  const order: number[] = []
  const found = new Set<number>()
  /** The earliest place in `order` that can be reached without the road by which we came. */
  const visit = (here: number, _came: number): number => {
    const own = order.push(here) - 1
    let earliest = own
    for (const [i, [a, b]] of roads.entries()) {
      if (a !== here && b !== here) continue
      const next = a === here ? b : a
      const isNew = !order.includes(next)
      const reached = isNew ? visit(next, i) : order.indexOf(next)
      if (isNew && reached > own) found.add(i)
      earliest = Math.min(earliest, reached)
    }
    return earliest
  }
  for (let place = 0; place < size; place++) if (!order.includes(place)) visit(place, -1)
  return roads.filter((_, i) => found.has(i))
}
