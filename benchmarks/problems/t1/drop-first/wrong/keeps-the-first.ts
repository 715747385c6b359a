export function dropFirst(list: number[], n: number): number[] {
  return list.slice(0, n)
}
