export function mystery(rows: number[][]): number[] {
  return rows.flatMap((row, y) => (y % 2 === 0 ? row : row.toReversed()))
}
