export function flatten(lists: number[][]): number[] {
  return lists.filter((list) => list.length > 1).flat()
}
