export function spread(list: number[]): number {
  return (list.at(-1) ?? 0) - (list[0] ?? 0)
}
