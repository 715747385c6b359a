export function clockAngle(hour: number, minute: number): number {
  const apart = Math.abs(hour * 30 - minute * 5.5)
  return Math.min(apart, 360 - apart)
}
