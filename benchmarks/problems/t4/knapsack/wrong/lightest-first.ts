export type Item = { weight: number; value: number }

export function pack(items: Item[], limit: number): number[] {
  let room = limit
  return [...items.entries()]
    .sort(([, a], [, b]) => a.weight - b.weight)
    .filter(([, { weight }]) => {
      room -= weight
      return room >= 0
    })
    .map(([i]) => i)
}
