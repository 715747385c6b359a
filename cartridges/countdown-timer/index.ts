// The time between two moments as people count it: calendar parts, working days and the next round
// number. A month after 31 January is the last day of February, never the 3rd of March.

type Moment = { ms: number; day: number; text: string }

const dayMs = 86_400_000
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const roundDays = [1, 7, 10, 25, 50, 100, 200, 300, 365, 500, 1000, 2000, 3000, 5000, 10_000]

const wrong = (error: string): Response => ({
  status: 400,
  body: {
    error,
    hint: '/?to=2026-12-24T18:00&from=2026-11-21&off=sat,sun&holidays=2026-12-08. Times are UTC unless they end in an offset like %2B01:00',
  },
})

/** Reads a day, or a day and time with or without an offset; a "+" that a URL made a blank is one again. */
function momentOf(text: string): Moment | null {
  const [whole, day = '', time = '00:00', zone = 'Z'] =
    /^((?:19|20|21)\d\d-\d\d-\d\d)(?:T([012]\d:[0-5]\d(?::[0-5]\d)?)(Z|[-+ ][01]\d:[0-5]\d)?)?$/.exec(
      text,
    ) ?? []
  if (whole === undefined || dayNumber(day) === null) return null
  const seconds = time.length === 5 ? ':00' : ''
  const ms = Date.parse(`${day}T${time}${seconds}${zone.replace(' ', '+')}`)
  return Number.isNaN(ms) ? null : { ms, day: Math.floor(ms / dayMs), text: stamp(ms) }
}

function dayNumber(day: string): number | null {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(ms) && stamp(ms).startsWith(day) ? ms / dayMs : null
}

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

function plusMonths(ms: number, months: number): number {
  const date = new Date(ms)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const firstDate = new Date(first)
  const last = new Date(Date.UTC(firstDate.getUTCFullYear(), firstDate.getUTCMonth() + 1, 0))
  const day = Math.min(date.getUTCDate(), last.getUTCDate())
  return first + (day - 1) * dayMs + (ms - Math.floor(ms / dayMs) * dayMs)
}

function partsOf(start: number, end: number) {
  const [a, b] = [new Date(start), new Date(end)]
  let months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  if (plusMonths(start, months) > end) months -= 1
  let seconds = Math.floor((end - plusMonths(start, months)) / 1000)
  const take = (size: number) => {
    const count = Math.floor(seconds / size)
    seconds -= count * size
    return count
  }
  const [days, hours, minutes] = [take(86_400), take(3600), take(60)]
  return { years: Math.floor(months / 12), months: months % 12, days, hours, minutes, seconds }
}

function wordsFor(parts: ReturnType<typeof partsOf>): string {
  const named = Object.entries(parts).filter(([, count]) => count > 0)
  if (named.length === 0) return 'now'
  return named
    .slice(0, 3)
    .map(([name, count]) => `${count} ${count === 1 ? name.slice(0, -1) : name}`)
    .join(', ')
}

/** The next time that a round number of days is left, or has passed. */
function milestone(from: Moment, to: Moment): Json {
  const days = Math.abs(to.ms - from.ms) / dayMs
  const isAhead = to.ms > from.ms
  const round = isAhead
    ? roundDays.findLast((count) => count <= days)
    : roundDays.find((count) => count > days)
  if (round === undefined) return null
  return { days: round, at: stamp(to.ms + (isAhead ? -round : round) * dayMs) }
}

export function handle({ query }: Request): Response {
  const to = momentOf(query.to ?? '')
  if (to === null) return wrong('"to" must be a day, or a day and a time, from 1900 to 2199')
  const from = momentOf(query.from ?? stamp(now()))
  if (from === null) return wrong('"from" must be a moment, or be left out for the clock')
  const off = (query.off ?? 'sat,sun').split(',').filter(Boolean)
  if (!off.every((name) => weekdays.includes(name)))
    return wrong(`"off" must name days of the week: ${weekdays.join(', ')}`)
  const holidays = (query.holidays ?? '').split(',').filter(Boolean).map(dayNumber)
  if (holidays.length > 100 || holidays.includes(null))
    return wrong('"holidays" must be at most 100 days such as 2026-12-25,2026-12-26')

  const [first, last] = to.ms < from.ms ? [to, from] : [from, to]
  const free = new Set(holidays)
  const isFree = weekdays.map((name) => off.includes(name))
  let workdays = 0
  for (let day = first.day; day < last.day; day++)
    // 1 January 1970 was a Thursday; days before it are negative.
    if (!isFree[(((day + 4) % 7) + 7) % 7] && !free.has(day)) workdays += 1
  const parts = partsOf(first.ms, last.ms)
  return {
    body: {
      from: from.text,
      to: to.text,
      passed: to.ms < from.ms,
      words: wordsFor(parts),
      parts,
      seconds: Math.floor((last.ms - first.ms) / 1000),
      days: Math.floor((last.ms - first.ms) / dayMs),
      workdays,
      weekday: weekdays[(((to.day + 4) % 7) + 7) % 7] ?? '',
      next: milestone(from, to),
    },
  }
}
