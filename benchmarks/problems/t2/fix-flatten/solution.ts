export type Nested = number | Nested[]

export function flattenBy(list: Nested[], depth: number): Nested[] {
  if (depth === 0) return list
  return list.flatMap((item) => (Array.isArray(item) ? flattenBy(item, depth - 1) : [item]))
}
