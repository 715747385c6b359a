export function hops(edges: [string, string][], from: string, to: string): number {
  const reached = [from]
  const distance = new Map([[from, 0]])
  for (const place of reached) {
    for (const edge of edges) {
      if (!edge.includes(place)) continue
      const other = edge[0] === place ? edge[1] : edge[0]
      if (distance.has(other)) continue
      distance.set(other, distance.get(place)! + 1)
      reached.push(other)
    }
  }
  return (distance.get(to) ?? -2) + 1
}
