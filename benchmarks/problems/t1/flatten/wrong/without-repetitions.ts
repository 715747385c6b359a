export function flatten(lists: number[][]): number[] {
  return [...new Set(lists.flat())]
}
