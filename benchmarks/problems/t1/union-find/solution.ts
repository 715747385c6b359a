export function groupSizes(count: number, pairs: [number, number][]): number[] {
  const parent = Array.from({ length: count }, (_, i) => i)
  const find = (i: number): number => (parent[i] === i ? i : find(parent[i]!))
  for (const [a, b] of pairs) parent[find(a)] = find(b)
  const sizes = new Map<number, number>()
  for (let i = 0; i < count; i++) sizes.set(find(i), (sizes.get(find(i)) ?? 0) + 1)
  return [...sizes.values()].sort((a, b) => b - a)
}
