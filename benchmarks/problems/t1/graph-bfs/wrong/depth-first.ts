export function hops(edges: [string, string][], from: string, to: string): number {
  const walk = (place: string, seen: string[]): number => {
    if (place === to) return seen.length
    for (const edge of edges) {
      if (!edge.includes(place)) continue
      const other = edge[0] === place ? edge[1] : edge[0]
      if (other === place || seen.includes(other)) continue
      const found = walk(other, [...seen, place])
      if (found >= 0) return found
    }
    return -1
  }
  return walk(from, [])
}
