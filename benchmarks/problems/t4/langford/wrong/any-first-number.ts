export function langford(n: number, first: number): number[] | null {
  const row: number[] = Array.from({ length: 2 * n }, () => 0)
  const left = new Set(Array.from({ length: n }, (_, i) => i + 1))
  const fill = (): boolean => {
    const at = row.indexOf(0)
    if (at < 0) return true
    for (const k of at === 0 ? [first, ...left] : [...left]) {
      if (row[at + k + 1] !== 0) continue
      row[at] = row[at + k + 1] = k
      left.delete(k)
      if (fill()) return true
      row[at] = row[at + k + 1] = 0
      left.add(k)
    }
    return false
  }
  return fill() ? row : null
}
