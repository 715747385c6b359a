export function clamp(value: number, low: number, high: number): number {
  return [value, low, high].sort((a, b) => a - b)[1]!
}
