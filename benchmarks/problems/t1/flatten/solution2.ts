export function flatten(lists: number[][]): number[] {
  return lists.reduce<number[]>((joined, list) => joined.concat(list), [])
}
