export function spread(list: number[]): number {
  return list.length === 0 ? 0 : Math.max(...list) - Math.min(...list)
}
