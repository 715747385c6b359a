export function allEqual(list: number[]): boolean {
  return list[0] === list.at(-1)
}
