export function spread(list: number[]): number {
  return Math.max(0, ...list.slice(1).map((n, i) => Math.abs(n - list[i]!)))
}
