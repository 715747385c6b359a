export function weekdayAfter(day: number, days: number): number {
  let today = day
  for (let i = 0; i < days % 7; i++) today = today === 7 ? 1 : today + 1
  return today
}
