export function flatten(lists: number[][]): number[] {
  return lists.flat()
}
