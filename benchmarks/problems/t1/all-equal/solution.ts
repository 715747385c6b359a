export function allEqual(list: number[]): boolean {
  return list.every((n) => n === list[0])
}
