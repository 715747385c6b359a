export function determinant(rows: number[][]): number {
  return rows.reduce((product, row, i) => product * row[i]!, 1)
}
