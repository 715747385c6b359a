export function dayOfYear(date: string): number | null {
  if (date.length !== 10 || date.replace(/[0-9]/g, '#') !== '####-##-##') return null
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  if (month < 1 || month > 12) return null
  const leap =
    new Set([year % 4, year % 100 === 0 ? year % 400 : 0]).size === 1 && year % 4 === 0 ? 1 : 0
  const starts = [
    0,
    31,
    59 + leap,
    90 + leap,
    120 + leap,
    151 + leap,
    181 + leap,
    212 + leap,
    243 + leap,
    273 + leap,
    304 + leap,
    334 + leap,
    365 + leap,
  ]
  const result = starts[month - 1]! + day
  return day > 0 && result <= starts[month]! ? result : null
}
