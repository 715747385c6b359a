export function toFahrenheit(celsius: number): number {
  return ((celsius - 32) * 5) / 9
}
