// Clicks by target and day, for thirty days, with a small bar chart in text. A target that was never
// clicked has no row; old days fall off when a new one comes.

const keptDays = 30
const maxTargets = 100
const bars = '▁▂▃▄▅▆▇█'

type Days = { [day: string]: number }

const isDay = (text: string) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text)
}

const before = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10)

function summary(target: string, days: Days, today: string): Json {
  const week = Array.from({ length: 7 }, (_, i) => days[before(today, 6 - i)] ?? 0)
  const last = Array.from({ length: 7 }, (_, i) => days[before(today, 13 - i)] ?? 0)
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  const most = Math.max(1, ...week)
  const previous = sum(last)
  return {
    target,
    today: days[today] ?? 0,
    week: sum(week),
    total30: Object.entries(days).reduce(
      (total, [day, count]) =>
        day > before(today, keptDays) && day <= today ? total + count : total,
      0,
    ),
    change: previous === 0 ? null : Math.round((100 * (sum(week) - previous)) / previous),
    chart: week
      .map((count) => bars.charAt(Math.round((count / most) * (bars.length - 1))))
      .join(''),
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}|`
  const day = query.day ?? new Date(now()).toISOString().slice(0, 10)
  if (!isDay(day)) return refuse('"day" is none', 'like 2026-11-20, or leave it out for today')
  const target = path.slice(1)
  if (target === '') {
    const rows = kv
      .list(owner, maxTargets)
      .map((key) => summary(key.slice(owner.length), kv.get(key) as Days, day))
    return { body: { day, targets: rows } }
  }
  if (!/^[a-z0-9][a-z0-9_-]{0,59}$/.test(target))
    return refuse('this is no target', 'such as /buy-button')
  const known = kv.get(owner + target) as Days | undefined
  if (method === 'GET') return { body: summary(target, known ?? {}, day) }
  if (method === 'DELETE') {
    kv.delete(owner + target)
    return { body: summary(target, {}, day) }
  }
  const clicks =
    body !== null && typeof body === 'object' && !Array.isArray(body)
      ? (body.clicks ?? 1)
      : body === null
        ? 1
        : null
  if (typeof clicks !== 'number' || !Number.isInteger(clicks) || clicks < 1 || clicks > 10_000)
    return refuse('"clicks" must be a whole number from 1 to 10000', '{"clicks": 1}')
  if (known === undefined && kv.list(owner, maxTargets).length >= maxTargets)
    return {
      status: 409,
      body: { error: `you have ${maxTargets} targets`, hint: 'DELETE one first' },
    }
  const counted = { ...known, [day]: (known?.[day] ?? 0) + clicks }
  const kept = Object.entries(counted)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, keptDays)
  kv.set(owner + target, Object.fromEntries(kept))
  return { body: summary(target, Object.fromEntries(kept), day) }
}
