export function allEqual(list: number[]): boolean {
  return list.length < 2 || list.some((n, i) => i > 0 && n === list[i - 1])
}
