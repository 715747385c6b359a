export function solveSudoku(grid: number[][]): number[][] | null {
  const given = grid.flat()
  const isRelated = (i: number, j: number) =>
    i % 4 === j % 4 ||
    Math.floor(i / 4) === Math.floor(j / 4) ||
    (Math.floor(i / 8) === Math.floor(j / 8) && Math.floor((i % 4) / 2) === Math.floor((j % 4) / 2))
  const fill = (digits: number[]): number[] | null => {
    const at = digits.length
    if (at === 16) return digits
    for (const digit of given[at] === 0 ? [1, 2, 3, 4] : [given[at]!]) {
      if (digits.some((other, i) => other === digit && isRelated(i, at))) continue
      const found = fill([...digits, digit])
      if (found) return found
    }
    return null
  }
  const digits = fill([])
  return digits && [0, 4, 8, 12].map((at) => digits.slice(at, at + 4))
}
