export type Edge = { from: number; to: number; cost: number }

export function distances(size: number, edges: Edge[], start: number): number[] {
  let best = new Map([[start, 0]])
  for (let round = 1; round < size; round++) {
    const next = new Map(best)
    for (const { from, to, cost } of edges) {
      const way = (best.get(from) ?? Infinity) + cost
      if (way < (next.get(to) ?? Infinity)) next.set(to, way)
    }
    best = next
  }
  return Array.from({ length: size }, (_, place) => best.get(place) ?? Infinity)
}
