// What one drinks, against a daily goal. Drinks count by the water they bring; a streak counts the days
// in a row, up to the one asked for, on which the goal was met.

type Drink = { at: string; drink: string; ml: number }
type Log = { goal: number; days: { [day: string]: Drink[] } }

const shares = new Map([
  ['water', 1],
  ['tea', 1],
  ['milk', 0.9],
  ['juice', 0.85],
  ['coffee', 0.9],
  ['beer', 0.6],
])
const dayMs = 86_400_000

function reject(error: string, status = 400): Response {
  const hint =
    'POST /2026-11-20 {"ml": 250, "drink": "water", "at": "14:30"}; PUT /goal {"ml": 2000}; GET /2026-11-20; DELETE /2026-11-20 takes the last drink back'
  return { status, body: { error, hint } }
}

function isDay(text: string): boolean {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}

const before = (day: string) => new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10)

const waterIn = (drinks: readonly Drink[]) =>
  Math.round(drinks.reduce((sum, { drink, ml }) => sum + ml * (shares.get(drink) ?? 0), 0))

function report({ goal, days }: Log, day: string): Response {
  const drinks = days[day] ?? []
  const water = waterIn(drinks)
  // An unfinished day does not break the streak of the days before it.
  let streak = 0
  let at = water >= goal ? day : before(day)
  for (; waterIn(days[at] ?? []) >= goal; at = before(at)) streak++
  return {
    body: {
      day,
      goal,
      water,
      percent: Math.floor((100 * water) / goal),
      left: Math.max(0, goal - water),
      drinks,
      streak,
    },
  }
}

export function handle({ method, path, body, payment }: Request): Response {
  const key = payment?.payer.toLowerCase() ?? 'anyone'
  const log = (kv.get(key) as Log | undefined) ?? { goal: 2000, days: {} }
  const day = path.slice(1)
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const { ml, drink = 'water', at = '00:00' } = fields
  if (day === 'goal' && method === 'PUT') {
    if (!Number.isInteger(ml) || Number(ml) < 500 || Number(ml) > 6000)
      return reject('a goal is 500 to 6000 ml')
    kv.set(key, { ...log, goal: Number(ml) })
    return { body: { goal: Number(ml) } }
  }
  if (!isDay(day)) return reject('the path must be a day or /goal')
  const drinks = log.days[day] ?? []
  if (method === 'GET') return report(log, day)

  let next: Drink[]
  if (method === 'DELETE') {
    if (drinks.length === 0) return reject('nothing was drunk on this day', 404)
    next = drinks.slice(0, -1)
  } else {
    if (!Number.isInteger(ml) || Number(ml) < 1 || Number(ml) > 3000)
      return reject('"ml" must be a whole number from 1 to 3000')
    if (typeof drink !== 'string' || !shares.has(drink))
      return reject(`"drink" must be one of ${[...shares.keys()].join(', ')}`)
    if (typeof at !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
      return reject('"at" must be a time like 14:30')
    if (drinks.length >= 40) return reject('40 drinks are on this day already', 409)
    next = [...drinks, { at, drink, ml: Number(ml) }]
  }
  const kept = Object.entries({ ...log.days, [day]: next })
    .filter(([, list]) => list.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-90)
  const changed = { ...log, days: Object.fromEntries(kept) }
  kv.set(key, changed)
  return report(changed, day)
}
