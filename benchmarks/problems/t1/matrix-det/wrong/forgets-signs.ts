export function determinant(rows: number[][]): number {
  if (rows.length === 1) return rows[0]![0]!
  return rows[0]!.reduce((sum, n, column) => {
    const minor = rows.slice(1).map((row) => row.toSpliced(column, 1))
    return sum + n * determinant(minor)
  }, 0)
}
