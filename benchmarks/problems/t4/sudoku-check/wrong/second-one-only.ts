export function conflicts(grid: string[]): [number, number][] {
  const seen = new Set<string>()
  const found: [number, number][] = []
  for (const [row, line] of grid.entries())
    for (const [column, digit] of [...line].entries()) {
      const box = Math.floor(row / 3) * 3 + Math.floor(column / 3)
      const keys = [`${digit}r${row}`, `${digit}c${column}`, `${digit}b${box}`]
      if (digit !== '.' && keys.some((key) => seen.has(key))) found.push([row, column])
      for (const key of keys) seen.add(key)
    }
  return found
}
