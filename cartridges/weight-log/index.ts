// Weights by day. The trend is an exponential mean that moves a tenth of the way a day, longer gaps
// further; the pace is the least-squares slope of the last four weeks.

type Log = { goal: number | null; weights: { [day: string]: number } }
type Point = { day: string; at: number; kg: number }

const maxDays = 400
const paceDays = 28
const farthestDays = 730

function sorry(error: string, status = 400): Response {
  const hint = 'PUT /2026-11-20 {"kg": 71.4}; PUT /goal {"kg": 68}; GET /; DELETE /2026-11-20'
  return { status, body: { error, hint } }
}

const dayText = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)

/** Days since 1970, or null for what is no day of the calendar. */
function dayNumber(text: string): number | null {
  const number = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / 86_400_000 : Number.NaN
  return !Number.isNaN(number) && dayText(number) === text ? number : null
}

const round = (value: number, places: number) => Number(value.toFixed(places))

function trendOf(points: readonly Point[]): number | null {
  let trend: number | null = null
  let last = 0
  for (const { at, kg } of points) {
    trend = trend === null ? kg : kg + (trend - kg) * 0.9 ** (at - last)
    last = at
  }
  return trend
}

function slopeOf(points: readonly Point[]): number | null {
  if (points.length < 2) return null
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const middle = mean(points.map(({ at }) => at))
  const level = mean(points.map(({ kg }) => kg))
  const over = points.reduce((sum, { at, kg }) => sum + (at - middle) * (kg - level), 0)
  return over / points.reduce((sum, { at }) => sum + (at - middle) ** 2, 0)
}

function summary({ goal, weights }: Log): Response {
  const points = Object.entries(weights)
    .map(([day, kg]) => ({ day, kg, at: dayNumber(day) ?? 0 }))
    .sort((a, b) => a.at - b.at)
  const latest = points.at(-1)
  const trend = trendOf(points)
  const slope = slopeOf(points.filter(({ at }) => at > (latest?.at ?? 0) - paceDays))
  let reached: string | null = null
  if (latest && goal !== null && trend !== null && slope !== null && slope !== 0) {
    const days = Math.ceil((goal - trend) / slope)
    if (days >= 0 && days <= farthestDays) reached = dayText(latest.at + days)
  }
  return {
    body: {
      days: points.length,
      latest: latest ? { day: latest.day, kg: latest.kg } : null,
      trend: trend === null ? null : round(trend, 1),
      weekly: slope === null ? null : round(slope * 7, 2),
      goal,
      reached,
    },
  }
}

export function handle({ method, path, body, payment }: Request): Response {
  const key = payment?.payer.toLowerCase() ?? 'anyone'
  const log = (kv.get(key) as Log | undefined) ?? { goal: null, weights: {} }
  const name = path.slice(1)
  if (name === '' && method === 'GET') return summary(log)
  const isGoal = name === 'goal' && method === 'PUT'
  if (!isGoal && dayNumber(name) === null) return sorry('the path must be / or a day')
  const known = log.weights[name]
  if (method !== 'PUT') {
    if (known === undefined) return sorry('there is no weight of this day', 404)
    if (method === 'DELETE') {
      const { [name]: _, ...weights } = log.weights
      kv.set(key, { ...log, weights })
    }
    return { body: { day: name, kg: known } }
  }
  const given = body !== null && typeof body === 'object' && !Array.isArray(body) ? body.kg : null
  if (typeof given !== 'number' || !(given >= 20 && given <= 400))
    return sorry('"kg" must be a number from 20 to 400')
  const kg = round(given, 2)
  if (isGoal) {
    kv.set(key, { ...log, goal: kg })
    return { body: { goal: kg } }
  }
  if (known === undefined && Object.keys(log.weights).length >= maxDays)
    return sorry(`${maxDays} days are kept already; DELETE old ones`, 409)
  kv.set(key, { ...log, weights: { ...log.weights, [name]: kg } })
  return { body: { day: name, kg } }
}
