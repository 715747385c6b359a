export function ceilDiv(items: number, size: number): number {
  return Math.round(items / size)
}
