export function indexOfMax(list: number[]): number {
  return list.lastIndexOf(Math.max(...list))
}
