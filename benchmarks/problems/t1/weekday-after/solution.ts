export function weekdayAfter(day: number, days: number): number {
  return ((day + days - 1) % 7) + 1
}
