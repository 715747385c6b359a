export type Item = { weight: number; value: number }

export function pack(items: Item[], limit: number): number[] {
  const worth = (chosen: number[]) => chosen.reduce((sum, i) => sum + (items[i]?.value ?? 0), 0)
  const choose = (from: number, room: number): number[] => {
    const item = items[from]
    if (!item) return []
    const without = choose(from + 1, room)
    if (item.weight > room) return without
    const withItem = [from, ...choose(from, room - item.weight)]
    return worth(withItem) > worth(without) ? withItem : without
  }
  return choose(0, limit)
}
