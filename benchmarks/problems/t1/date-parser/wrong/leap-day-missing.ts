export function dayOfYear(date: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (!match) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const leap = year === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return null
  return lengths.slice(0, month - 1).reduce((sum, length) => sum + length, day)
}
