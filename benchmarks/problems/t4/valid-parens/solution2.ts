export function canMatch(text: string): boolean {
  let depths = new Set([0])
  for (const char of text) {
    const next = new Set<number>()
    for (const depth of depths) {
      if (char !== ')') next.add(depth + 1)
      if (char !== '(' && depth > 0) next.add(depth - 1)
      if (char === '*') next.add(depth)
    }
    depths = next
  }
  return depths.has(0)
}
