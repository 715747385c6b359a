export function lastN(list: number[], n: number): number[] {
  return list.filter((_, i) => i + n >= list.length)
}
