export function journey(start: string, tickets: [string, string][]): string[] | null {
  const next = new Map<string, string[]>()
  for (const [from, to] of tickets) next.set(from, [...(next.get(from) ?? []), to])
  const cities: string[] = []
  const visit = (city: string) => {
    for (let to = next.get(city)?.pop(); to !== undefined; to = next.get(city)?.pop()) visit(to)
    cities.unshift(city)
  }
  visit(start)
  // Without a journey that uses all, the pieces do not fit together.
  const flights = cities.slice(1).map((to, i) => `${cities[i]} ${to}`)
  const wanted = tickets.map((ticket) => ticket.join(' '))
  return flights.sort().join() === wanted.sort().join() ? cities : null
}
