export type Nested = number | Nested[]

export function deepFlatten(nested: Nested): number[] {
  const open: Nested[] = [nested]
  const found: number[] = []
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) open.push(...next.toReversed())
    else found.push(next)
  }
  return found
}
