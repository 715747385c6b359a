export type Cable = { a: number; b: number; cost: number }

export function cheapestNetwork(size: number, cables: Cable[]): number[] | null {
  const reached = new Set([0])
  const chosen: number[] = []
  while (reached.size < size) {
    let best: { i: number; cost: number; place: number } | null = null
    for (const [i, { a, b, cost }] of cables.entries()) {
      if (reached.has(a) === reached.has(b) || cost >= (best?.cost ?? Infinity)) continue
      best = { i, cost, place: reached.has(a) ? b : a }
    }
    if (!best) return null
    reached.add(best.place)
    chosen.push(best.i)
  }
  return chosen.sort((i, j) => i - j)
}
