export function isAscending(list: number[]): boolean {
  return list.every((n, i) => i === 0 || n >= list[i - 1]!)
}
