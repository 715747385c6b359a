export type Edge = { from: number; to: number; cost: number }

export function distances(size: number, edges: Edge[], start: number): number[] {
  const best = Array.from({ length: size }, () => Infinity)
  best[start] = 0
  const open = new Set(best.keys())
  while (open.size > 0) {
    const here = [...open].reduce((a, b) => (b < a ? b : a))
    open.delete(here)
    for (const { from, to, cost } of edges)
      if (from === here) best[to] = Math.min(best[to]!, best[here]! + cost)
  }
  return best
}
