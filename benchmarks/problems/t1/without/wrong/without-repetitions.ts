export function without(list: number[], unwanted: number[]): number[] {
  return [...new Set(list)].filter((n) => !unwanted.includes(n))
}
