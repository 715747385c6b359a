export function roundToStep(value: number, step: number): number {
  return Math.sign(value) * Math.round(Math.abs(value) / step) * step
}
