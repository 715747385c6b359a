export type Cable = { a: number; b: number; cost: number }

export function cheapestNetwork(size: number, cables: Cable[]): number[] | null {
  if (cables.length < size - 1) return null
  const order = [...cables.keys()].sort((i, j) => cables[i]!.cost - cables[j]!.cost)
  return order.slice(0, size - 1).sort((i, j) => i - j)
}
