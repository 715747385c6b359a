export function lowerBound(list: number[], x: number): number {
  const at = list.lastIndexOf(x) >= 0 ? list.lastIndexOf(x) : list.findIndex((n) => n >= x)
  return at < 0 ? list.length : at
}
