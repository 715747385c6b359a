export function roundToStep(value: number, step: number): number {
  const above = ((value % step) + step) % step
  return 2 * above < step ? value - above : value - above + step
}
