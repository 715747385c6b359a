export function wrapIndex(index: number, length: number): number {
  return Math.abs(index % length)
}
