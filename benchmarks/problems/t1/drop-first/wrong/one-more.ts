export function dropFirst(list: number[], n: number): number[] {
  return list.slice(n + 1)
}
