export function roundFraction(a: number, b: number): number {
  const below = Math.floor(a / b)
  const twice = 2 * Math.abs(a - below * b)
  const size = Math.abs(b)
  const isUp = twice === size ? below % 2 !== 0 : twice > size
  return isUp ? below + 1 : below + 0
}
