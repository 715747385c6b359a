export function findWord(grid: string[], word: string): [number, number][] | null {
  const extend = (chain: [number, number][], r: number, c: number): [number, number][] | null => {
    if (grid[r]?.[c] !== word[chain.length]) return null
    if (chain.some(([row, column]) => row === r && column === c)) return null
    const longer: [number, number][] = [...chain, [r, c]]
    if (longer.length === word.length) return longer
    return (
      extend(longer, r - 1, c) ??
      extend(longer, r + 1, c) ??
      extend(longer, r, c - 1) ??
      extend(longer, r, c + 1) ??
      extend(longer, r + 1, c + 1)
    )
  }
  for (const [r, line] of grid.entries())
    for (let c = 0; c < line.length; c++) {
      const found = extend([], r, c)
      if (found) return found
    }
  return null
}
