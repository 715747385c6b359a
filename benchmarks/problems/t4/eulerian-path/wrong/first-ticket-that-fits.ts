export function journey(start: string, tickets: [string, string][]): string[] | null {
  const cities = [start]
  const left = [...tickets]
  while (left.length > 0) {
    const at = left.findIndex(([from]) => from === cities.at(-1))
    const ticket = left[at]
    if (!ticket) return null
    left.splice(at, 1)
    cities.push(ticket[1])
  }
  return cities
}
