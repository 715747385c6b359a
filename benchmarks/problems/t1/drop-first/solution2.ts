export function dropFirst(list: number[], n: number): number[] {
  return list.filter((_, i) => i >= n)
}
