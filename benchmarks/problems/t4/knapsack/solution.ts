export type Item = { weight: number; value: number }

export function pack(items: Item[], limit: number): number[] {
  let best = Array.from({ length: limit + 1 }, () => ({ total: 0, chosen: [] as number[] }))
  for (const [i, { weight, value }] of items.entries())
    best = best.map((without, room) => {
      const rest = best[room - weight]
      if (!rest || rest.total + value <= without.total) return without
      return { total: rest.total + value, chosen: [...rest.chosen, i] }
    })
  return best[limit]?.chosen ?? []
}
