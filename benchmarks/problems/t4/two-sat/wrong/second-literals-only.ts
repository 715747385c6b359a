export function satisfy(size: number, clauses: [number, number][]): boolean[] | null {
  /** All that follows from one more literal, or null when it contradicts itself. */
  const assume = (known: Set<number>, literal: number): Set<number> | null => {
    const all = new Set([...known, literal])
    for (const one of all)
      for (const [a, b] of clauses) {
        if (a === -one) all.add(b)
      }
    return [...all].some((one) => all.has(-one)) ? null : all
  }
  let known = new Set<number>()
  for (let variable = 1; variable <= size; variable++) {
    if (known.has(variable) || known.has(-variable)) continue
    const next = assume(known, variable) ?? assume(known, -variable)
    if (!next) return null
    known = next
  }
  return Array.from({ length: size }, (_, i) => known.has(i + 1))
}
