export function rotate(rows: number[][]): number[][] {
  return rows[0]!.map((_, column) => rows.map((row) => row[column]!).slice())
}
