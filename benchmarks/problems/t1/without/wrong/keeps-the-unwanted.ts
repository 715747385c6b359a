export function without(list: number[], unwanted: number[]): number[] {
  return list.filter((n) => unwanted.includes(n))
}
