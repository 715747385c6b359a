export function determinant(rows: number[][]): number {
  const n = rows.length
  const diagonal = (step: number) =>
    rows.reduce((product, row, i) => product * row[step > 0 ? i : n - 1 - i]!, 1)
  return n === 1 ? rows[0]![0]! : diagonal(1) - diagonal(-1)
}
