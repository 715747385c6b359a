export function wrapIndex(index: number, length: number): number {
  return index < 0 ? index + length : index >= length ? index - length : index
}
