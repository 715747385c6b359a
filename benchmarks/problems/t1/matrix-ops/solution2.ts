export function trace(rows: number[][]): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += rows[i]?.[i] ?? 0
  return sum
}
