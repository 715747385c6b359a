// Views of a site by day, page and referring host, compared with the period before. No visitor is stored
// and the day is sent along, so a backlog can be reported late and the same calls give the same figures.

type Counts = { [name: string]: number }
type Day = { views: number; pages: Counts; referrers: Counts }
type View = { page: string; referrer: string; views: number }

const maxDays = 90
const maxNames = 100
const rest = '(other)'
const dayLength = 86_400_000

const no = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)

/** Midnight of a real day as milliseconds, or null. */
function dayTime(day: Json | undefined): number | null {
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && dayText(time) === day ? time : null
}

/** The host somebody came from: whole addresses may hold what is nobody's business. */
function hostOf(referrer: string): string | null {
  if (referrer === '') return '(direct)'
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(referrer)?.[1]?.toLowerCase()
  return host !== undefined && /^[a-z0-9.-]{1,100}$/.test(host) ? host.replace(/^www\./, '') : null
}

function readView(given: Json): View | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { page, referrer = '', views = 1 } = given
  if (typeof page !== 'string' || !page.startsWith('/') || page.length > 200) return null
  if (typeof referrer !== 'string' || referrer.length > 2000) return null
  if (typeof views !== 'number' || !Number.isInteger(views) || views < 1 || views > 1e6) return null
  const host = hostOf(referrer)
  return host === null ? null : { page: page.split(/[?#]/, 1)[0] ?? '/', referrer: host, views }
}

/** Adds to a name; once a day has many, new names are counted together, so that spam fills nothing. */
function add(counts: Map<string, number>, name: string, by: number): void {
  const slot = counts.has(name) || counts.size < maxNames ? name : rest
  counts.set(slot, (counts.get(slot) ?? 0) + by)
}

function top(days: readonly Day[], pick: (day: Day) => Counts): Json {
  const sums = new Map<string, number>()
  for (const day of days)
    for (const [name, views] of Object.entries(pick(day)))
      sums.set(name, (sums.get(name) ?? 0) + views)
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 10)
    .map(([name, views]) => ({ name, views }))
}

function report(scope: string, from: number, to: number): Response {
  const length = (to - from) / dayLength + 1
  const load = (first: number) =>
    Array.from({ length }, (_, i) => {
      const day = dayText(first + i * dayLength)
      const empty: Day = { views: 0, pages: {}, referrers: {} }
      return { day, ...((kv.get(`${scope}/${day}`) as Day | undefined) ?? empty) }
    })
  const sum = (days: readonly Day[]) => days.reduce((total, { views }) => total + views, 0)
  const days = load(from)
  const views = sum(days)
  const before = sum(load(from - length * dayLength))
  return {
    body: {
      views,
      before,
      change: before === 0 ? null : Math.round(((views - before) / before) * 1000) / 10,
      days: days.map(({ day, views: count }) => ({ day, views: count })),
      pages: top(days, (day) => day.pages),
      referrers: top(days, (day) => day.referrers),
    },
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const site = path.slice(1)
  if (!/^[a-z0-9.-]{1,60}$/.test(site)) return no('no site was named', '/<site>, like /example.org')
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'}/${site}`
  if (method === 'GET') {
    const [from, to] = [dayTime(query.from), dayTime(query.to)]
    if (from === null || to === null || to < from || to - from >= 31 * dayLength)
      return no('the period is none', '?from=2026-11-01&to=2026-11-30, at most 31 days')
    return report(scope, from, to)
  }
  const hint = '{"day": "2026-11-20", "views": [{"page": "/", "referrer": "https://a.org/x"}]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return no('the body must be an object', hint)
  const time = dayTime(body.day)
  if (time === null) return no('"day" is no day', hint)
  if (!Array.isArray(body.views) || body.views.length === 0 || body.views.length > 500)
    return no('"views" must be 1 to 500 views', hint)
  const views = body.views.map(readView)
  const wrong = views.indexOf(null)
  if (wrong >= 0) return no(`view ${wrong + 1} is malformed`, hint)

  const key = `${scope}/${dayText(time)}`
  const stored = kv.get(key) as Day | undefined
  if (stored === undefined && kv.list(`${scope.split('/')[0]}/`, maxDays).length >= maxDays) {
    const oldest = kv.list(`${scope}/`, 1)[0]
    if (oldest === undefined || oldest > key)
      return no(`you have ${maxDays} days on record`, 'only newer days of a known site', 409)
    kv.delete(oldest)
  }
  const pages = new Map(Object.entries(stored?.pages ?? {}))
  const referrers = new Map(Object.entries(stored?.referrers ?? {}))
  let total = stored?.views ?? 0
  for (const view of views) {
    if (view === null) continue
    add(pages, view.page, view.views)
    add(referrers, view.referrer, view.views)
    total += view.views
  }
  const day = {
    views: total,
    pages: Object.fromEntries(pages),
    referrers: Object.fromEntries(referrers),
  }
  kv.set(key, day)
  return { body: { site, day: dayText(time), views: total } }
}
