export function placeQueens(size: number, first: number): number[] | null {
  const queens: number[] = []
  const solve = (taken: number, rising: number, falling: number): boolean => {
    if (queens.length === size) return true
    const candidates = queens.length === 0 ? [first] : [...Array(size).keys()].reverse()
    for (const column of candidates) {
      const bit = 1 << column
      if ((taken | rising | falling) & bit) continue
      queens.push(column)
      if (solve(taken | bit, (rising | bit) << 1, (falling | bit) >> 1)) return true
      queens.pop()
    }
    return false
  }
  return solve(0, 0, 0) ? queens : null
}
