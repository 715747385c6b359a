export function ceilDiv(items: number, size: number): number {
  const rest = items % size
  return (items - rest) / size + (rest > 0 ? 1 : 0)
}
