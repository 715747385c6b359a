export function manhattan(x1: number, y1: number, x2: number, y2: number): number {
  const wide = x1 > x2 ? x1 - x2 : x2 - x1
  const high = y1 > y2 ? y1 - y2 : y2 - y1
  return wide + high
}
