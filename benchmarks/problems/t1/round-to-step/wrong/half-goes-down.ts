export function roundToStep(value: number, step: number): number {
  return Math.ceil(value / step - 0.5) * step
}
