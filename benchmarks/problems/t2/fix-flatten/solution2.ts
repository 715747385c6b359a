export type Nested = number | Nested[]

export function flattenBy(list: Nested[], depth: number): Nested[] {
  let current = list
  for (let level = 0; level < depth; level++) {
    const next: Nested[] = []
    for (const item of current) {
      if (Array.isArray(item)) next.push(...item)
      else next.push(item)
    }
    current = next
  }
  return current
}
