export function journey(start: string, tickets: [string, string][]): string[] | null {
  if (tickets.length === 0) return [start]
  for (const [i, [from, to]] of tickets.entries()) {
    if (from !== start || tickets.some(([, other], j) => j < i && other === to)) continue
    const rest = journey(to, tickets.toSpliced(i, 1))
    if (rest) return [start, ...rest]
  }
  return null
}
