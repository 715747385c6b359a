export function clamp(value: number, low: number, high: number): number {
  if (value < low || low > high) return low
  return value >= high ? high - 1 : value
}
