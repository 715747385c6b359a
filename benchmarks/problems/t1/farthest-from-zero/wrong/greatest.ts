export function farthest(list: number[]): number {
  return Math.max(0, ...list)
}
