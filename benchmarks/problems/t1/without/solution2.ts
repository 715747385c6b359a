export function without(list: number[], unwanted: number[]): number[] {
  const banned = new Set(unwanted)
  return list.flatMap((n) => (banned.has(n) ? [] : [n]))
}
