export function mystery(rows: number[][]): number[] {
  if (rows.length === 0) return []
  const [first, ...rest] = rows
  const turned = first!.map((_, i) => rest.map((row) => row.at(-1 - i)!))
  return [...first!, ...mystery(turned)]
}
