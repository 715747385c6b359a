export function clockAngle(hour: number, minute: number): number {
  const hourHand = ((hour + minute / 60) * 30) % 360
  const turn = (Math.round((hourHand - minute * 6) * 2) / 2 + 720) % 360
  return turn > 180 ? 360 - turn : turn
}
