export function transpose(rows: number[][]): number[][] {
  return rows.map((_, column) => rows.map((row) => row[column] ?? 0))
}
