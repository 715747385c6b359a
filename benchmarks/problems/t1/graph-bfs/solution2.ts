export function hops(edges: [string, string][], from: string, to: string): number {
  let border = new Set([from])
  const seen = new Set<string>()
  for (let steps = 0; border.size > 0; steps++) {
    if (border.has(to)) return steps
    for (const place of border) seen.add(place)
    const next = edges.flatMap(([a, b]) =>
      (border.has(a) ? [b] : []).concat(border.has(b) ? [a] : []),
    )
    border = new Set(next.filter((place) => !seen.has(place)))
  }
  return -1
}
