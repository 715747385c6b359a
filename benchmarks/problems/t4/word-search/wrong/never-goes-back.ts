export function findWord(grid: string[], word: string): [number, number][] | null {
  const extend = (chain: [number, number][], r: number, c: number): [number, number][] | null => {
    if (grid[r]?.[c] !== word[chain.length]) return null
    if (chain.some(([row, column]) => row === r && column === c)) return null
    const longer: [number, number][] = [...chain, [r, c]]
    if (longer.length === word.length) return longer
    const next = word[longer.length]
    const isNew = (row: number, column: number) =>
      grid[row]?.[column] === next && !longer.some(([a, b]) => a === row && b === column)
    if (isNew(r - 1, c)) return extend(longer, r - 1, c)
    if (isNew(r + 1, c)) return extend(longer, r + 1, c)
    if (isNew(r, c - 1)) return extend(longer, r, c - 1)
    return extend(longer, r, c + 1)
  }
  for (const [r, line] of grid.entries())
    for (let c = 0; c < line.length; c++) {
      const found = extend([], r, c)
      if (found) return found
    }
  return null
}
