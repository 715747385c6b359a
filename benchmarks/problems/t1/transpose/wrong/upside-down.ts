export function transpose(rows: number[][]): number[][] {
  return [...rows].reverse()
}
