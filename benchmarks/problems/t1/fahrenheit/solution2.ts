export function toFahrenheit(celsius: number): number {
  return 212 - (100 - celsius) * 1.8
}
