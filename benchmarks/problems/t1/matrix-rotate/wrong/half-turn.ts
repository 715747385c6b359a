export function rotate(rows: number[][]): number[][] {
  return rows.map((row) => [...row].reverse()).reverse()
}
