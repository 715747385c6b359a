export function trace(rows: number[][]): number {
  return rows.reduce((sum, row, _i) => sum + row.reduce((a, b) => a + b, 0), 0)
}
