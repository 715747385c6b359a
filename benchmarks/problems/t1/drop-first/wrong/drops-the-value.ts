export function dropFirst(list: number[], n: number): number[] {
  return list.filter((value) => value !== n)
}
