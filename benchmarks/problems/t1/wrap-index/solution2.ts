export function wrapIndex(index: number, length: number): number {
  return index - Math.floor(index / length) * length
}
