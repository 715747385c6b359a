export function farthest(list: number[]): number {
  return Math.max(Math.abs(list[0] ?? 0), Math.abs(list.at(-1) ?? 0))
}
