export function rotateLeft(list: number[], by: number): number[] {
  const start = list.length === 0 ? 0 : by
  return [...list.slice(start), ...list.slice(0, start)]
}
