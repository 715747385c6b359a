export function wrapIndex(index: number, length: number): number {
  const turn = ((index % length) + length) % length
  return index < 0 ? length - 1 - turn : turn
}
