export function indexOfMax(list: number[]): number {
  return list.indexOf(Math.max(...list))
}
