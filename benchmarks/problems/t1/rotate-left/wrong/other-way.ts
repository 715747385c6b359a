export function rotateLeft(list: number[], by: number): number[] {
  const start = list.length === 0 ? 0 : by % list.length
  return [...list.slice(list.length - start), ...list.slice(0, list.length - start)]
}
