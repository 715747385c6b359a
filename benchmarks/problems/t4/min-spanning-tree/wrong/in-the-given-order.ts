export type Cable = { a: number; b: number; cost: number }

export function cheapestNetwork(size: number, cables: Cable[]): number[] | null {
  let part = Array.from({ length: size }, (_, place) => place)
  const chosen: number[] = []
  for (const [i, { a, b }] of [...cables.entries()]) {
    const [from, to] = [part[a], part[b]!]
    if (from === to) continue
    part = part.map((one) => (one === from ? to : one))
    chosen.push(i)
  }
  return chosen.length === size - 1 ? chosen.sort((i, j) => i - j) : null
}
