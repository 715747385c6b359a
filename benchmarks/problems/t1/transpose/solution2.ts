export function transpose(rows: number[][]): number[][] {
  const columns: number[][] = []
  for (const row of rows) {
    for (const [i, n] of row.entries()) {
      if (columns.length <= i) columns.push([])
      columns[i]!.push(n)
    }
  }
  return columns
}
