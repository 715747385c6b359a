example(
  () =>
    solution.journey('Rome', [
      ['Oslo', 'Bonn'],
      ['Rome', 'Oslo'],
    ]),
  ['Rome', 'Oslo', 'Bonn'],
)
example(() => solution.journey('Rome', [['Oslo', 'Rome']]), null)
example(() => solution.journey('Rome', []), ['Rome'])

const isPossible = (start: string, tickets: [string, string][]): boolean =>
  tickets.length === 0 ||
  tickets.some(([from, to], i) => from === start && isPossible(to, tickets.toSpliced(i, 1)))
const verify = (start: string, tickets: [string, string][], possible: boolean) => {
  const cities = solution.journey(start, tickets)
  const text = `${start} ${tickets.join(' ')}: ${cities}`
  equal(cities !== null, possible, text)
  if (!cities) return
  equal(cities[0], start, text)
  const used = cities.slice(1).map((to, i) => `${cities[i]} ${to}`)
  equal(used.sort(), tickets.map(([from, to]) => `${from} ${to}`).sort(), text)
}
const parse = (text: string) =>
  text.split(' ').map((word): [string, string] => [word.charAt(0), word.charAt(1)])

check('the first ticket leads nowhere', () => verify('A', parse('AB AC CA'), true), 1)
check('the last ticket leads nowhere', () => verify('A', parse('AC CA AB'), true), 1)
check(
  'the same ticket twice',
  () => {
    verify('A', parse('AB BA AB'), true)
    verify('A', parse('AB AB'), false)
  },
  1,
)
check('a flight within a city', () => verify('A', parse('AB BB BC'), true), 1)
check(
  'a ring that must be flown in between',
  () => verify('A', parse('AB BC CD DB BE EA'), true),
  1,
)
check('another ring out of reach', () => verify('A', parse('AB BA CD DC'), false), 1)
check('two dead ends', () => verify('A', parse('AB AC'), false), 1)
check('a ring from elsewhere', () => verify('A', parse('BC CB BA'), false), 1)
check(
  'a hidden journey',
  (random) => {
    const cities = random.list(2, 8, () => random.pick(['P', 'Q', 'R', 'S']))
    const tickets = cities.slice(1).map((to, i): [string, string] => [cities[i] ?? '', to])
    verify(cities[0] ?? '', random.shuffle(tickets), true)
  },
  20,
)
check(
  'agrees with every order of tickets',
  (random) => {
    const city = () => random.pick(['P', 'Q', 'R'])
    const tickets = random.list(1, 6, (): [string, string] => [city(), city()])
    verify('P', tickets, isPossible('P', tickets))
  },
  30,
)
