export function spread(list: number[]): number {
  let widest = 0
  for (const a of list) for (const b of list) if (a - b > widest) widest = a - b
  return widest
}
