export function manhattan(x1: number, y1: number, x2: number, y2: number): number {
  return Math.abs(x1 - x2 + y1 - y2)
}
