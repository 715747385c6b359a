export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, c] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, d] of [...b].entries())
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (c === d ? 0 : 1)))
    row = next
  }
  return row[b.length]!
}
