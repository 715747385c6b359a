export type Cable = { a: number; b: number; cost: number }

export function cheapestNetwork(size: number, cables: Cable[]): number[] | null {
  const chosen = new Set<number>()
  for (let place = 1; place < size; place++) {
    const own = [...cables.entries()].filter(([, { a, b }]) => a === place || b === place)
    const [first] = own.sort(([, x], [, y]) => x.cost - y.cost)
    if (!first) return null
    chosen.add(first[0])
  }
  return [...chosen].sort((i, j) => i - j)
}
