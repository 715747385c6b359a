export function ceilDiv(items: number, size: number): number {
  return Math.floor(items / size)
}
