export function lowerBound(list: number[], x: number): number {
  const at = list.findIndex((n) => n >= x)
  return at
}
