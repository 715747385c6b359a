export function weekdayAfter(day: number, days: number): number {
  return ((day + days) % 7) + 1
}
