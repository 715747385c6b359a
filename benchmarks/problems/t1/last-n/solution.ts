export function lastN(list: number[], n: number): number[] {
  return list.slice(Math.max(0, list.length - n))
}
