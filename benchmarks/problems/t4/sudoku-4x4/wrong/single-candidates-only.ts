export function solveSudoku(grid: number[][]): number[][] | null {
  const answer = grid.map((row) => [...row])
  for (let round = 0; round < 16; round++)
    for (const row of answer)
      for (const [c, digit] of row.entries()) {
        if (digit !== 0) continue
        const free = [1, 2, 3, 4].filter(
          (n) => !row.includes(n) && !answer.some((other) => other[c] === n),
        )
        if (free.length === 1) row[c] = free[0]!
      }
  return answer.flat().includes(0) ? null : answer
}
