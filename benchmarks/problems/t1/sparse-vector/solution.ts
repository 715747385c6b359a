export function sparseDot(a: [number, number][], b: [number, number][]): number {
  const other = new Map(b)
  return a.reduce((sum, [index, value]) => sum + value * (other.get(index) ?? 0), 0)
}
