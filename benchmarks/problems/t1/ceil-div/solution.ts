export function ceilDiv(items: number, size: number): number {
  return Math.ceil(items / size)
}
