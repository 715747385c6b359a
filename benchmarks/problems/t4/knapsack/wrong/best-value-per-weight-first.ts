export type Item = { weight: number; value: number }

export function pack(items: Item[], limit: number): number[] {
  const chosen: number[] = []
  let room = limit
  const ratio = (i: number) => (items[i]?.value ?? 0) / (items[i]?.weight ?? 1)
  for (const i of [...items.keys()].sort((a, b) => ratio(b) - ratio(a))) {
    const weight = items[i]?.weight ?? 0
    if (weight > room) continue
    chosen.push(i)
    room -= weight
  }
  return chosen
}
