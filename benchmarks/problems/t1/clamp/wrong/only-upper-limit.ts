export function clamp(value: number, _low: number, high: number): number {
  return Math.min(value, high)
}
