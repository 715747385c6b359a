export function roundToStep(value: number, step: number): number {
  return Math.floor(value / step + 0.5) * step
}
