// Nights, kept under the day one gets up. Times of day lie on a circle, so the mean bed time and its
// spread are taken there: 23:30 and 00:30 make midnight and not noon.

type Night = { bed: string; up: string; awake: number }

const maxNights = 365
const circle = 24 * 60

function fail(status: number, error: string): Response {
  const hint =
    'PUT /2026-11-20 {"bed": "23:10", "up": "06:50", "awake": 20}; GET /?need=480; DELETE /2026-11-20. A night belongs to the day one gets up'
  return { status, body: { error, hint } }
}

function minutesOf(time: Json | undefined): number | null {
  const found = typeof time === 'string' ? /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) : null
  return found ? Number(found[1]) * 60 + Number(found[2]) : null
}

function timeOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

const asleepIn = ({ bed, up, awake }: Night) =>
  (((minutesOf(up) ?? 0) - (minutesOf(bed) ?? 0) + circle) % circle) - awake

/** Mean time of day and its circular standard deviation in minutes. */
function middle(times: readonly number[]): { mean: number; spread: number } {
  const angles = times.map((time) => (time / circle) * 2 * Math.PI)
  const x = angles.reduce((sum, angle) => sum + Math.cos(angle), 0) / angles.length
  const y = angles.reduce((sum, angle) => sum + Math.sin(angle), 0) / angles.length
  const minutes = Math.round((Math.atan2(y, x) / (2 * Math.PI)) * circle)
  const length = Math.min(1, Math.hypot(x, y))
  const spread = Math.sqrt(-2 * Math.log(Math.max(length, 1e-9))) * (circle / (2 * Math.PI))
  return { mean: (minutes + circle) % circle, spread: Math.round(spread) }
}

function summary(prefix: string, need: number): Response {
  const keys = kv.list(prefix, maxNights).slice(-7)
  if (keys.length === 0)
    return { body: { nights: 0, average: null, debt: 0, bedTime: null, spread: null } }
  const nights = keys.map((key) => kv.get(key) as Night)
  const asleep = nights.reduce((sum, night) => sum + asleepIn(night), 0)
  const { mean, spread } = middle(nights.map(({ bed }) => minutesOf(bed) ?? 0))
  return {
    body: {
      nights: nights.length,
      average: Math.round(asleep / nights.length),
      debt: Math.max(0, need * nights.length - asleep),
      bedTime: timeOf(mean),
      spread,
    },
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const prefix = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const day = path.slice(1)
  if (day === '' && method === 'GET') {
    const need = Number(query.need ?? 480)
    const isNeed = Number.isInteger(need) && need >= 240 && need <= 720
    return isNeed ? summary(prefix, need) : fail(400, '"need" must be 240 to 720 minutes')
  }
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(day))
    return fail(400, 'the path must be / or a day')
  if (method === 'PUT') {
    const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    const { bed, up, awake = 0 } = fields
    if (minutesOf(bed) === null || minutesOf(up) === null)
      return fail(400, '"bed" and "up" must be times like 23:10')
    if (typeof awake !== 'number' || !Number.isInteger(awake) || awake < 0)
      return fail(400, '"awake" must be whole minutes')
    const night: Night = { bed: String(bed), up: String(up), awake }
    if (asleepIn(night) <= 0) return fail(400, 'nothing of this night was slept')
    const isNew = kv.get(prefix + day) === undefined
    if (isNew && kv.list(prefix, maxNights).length >= maxNights)
      return fail(409, `${maxNights} nights are kept already`)
    kv.set(prefix + day, night)
  }
  const night = kv.get(prefix + day) as Night | undefined
  if (night === undefined) return fail(404, 'there is no such night')
  if (method === 'DELETE') kv.delete(prefix + day)
  return { body: { day, ...night, asleep: asleepIn(night) } }
}
