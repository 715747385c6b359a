export function isAscending(list: number[]): boolean {
  return list.length === 0 || list[0]! <= list.at(-1)!
}
