// One moment in many spellings. Calendar fields are those at the offset that was asked for.

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const dayMs = 86_400_000

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** Milliseconds since 1970, or null for what is no moment. `2026-02-30` is none, though parsers take it. */
function momentOf(text: string): number | null {
  const digits = /^-?\d{1,14}$/.exec(text)
  if (digits) return Number(text) * (Math.abs(Number(text)) < 1e11 ? 1000 : 1)
  const [, year, month, day] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (year === undefined) return null
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const ms = Date.parse(text)
  return Number(day) > lastDay || Number.isNaN(ms) ? null : ms
}

function offsetMinutes(text: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):([0-5]\d)$/.exec(text) ?? []
  const size = Number(hours) * 60 + Number(minutes)
  if (sign === undefined || size > 14 * 60) return null
  return sign === '-' ? -size : size
}

/** ISO 8601 week date of a local time: week 1 holds the first Thursday of the year. */
function isoWeek(local: Date): string {
  const weekday = local.getUTCDay() || 7
  const thursday = new Date(local.getTime() + (4 - weekday) * dayMs)
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - newYear) / (7 * dayMs)) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}-${weekday}`
}

export function handle({ query }: Request): Response {
  const { at, offset = '+00:00' } = query
  // A plus sign in a query means a space unless it is encoded.
  const minutes = offsetMinutes(offset.replace(/^ /, '+'))
  if (minutes === null) return bad('"offset" is none', 'like +05:30, from -14:00 to +14:00')
  const ms = at === undefined ? now() : momentOf(at.replace(/ (\d\d:\d\d)$/, '+$1'))
  if (ms === null)
    return bad(
      '"at" is no moment',
      'like 2026-11-20T22:00:00Z, or seconds or milliseconds since 1970',
    )
  const utc = new Date(ms)
  const local = new Date(ms + minutes * 60_000)
  const year = local.getUTCFullYear()
  if (!(year >= 1 && year <= 9999))
    return bad('"at" is outside of the years 1 to 9999', 'send a nearer moment')

  const zone = minutes === 0 ? 'Z' : offset.replace(/^ /, '+')
  const yearStart = new Date(0).setUTCFullYear(year, 0, 1)
  return {
    body: {
      iso: local.toISOString().replace('Z', zone),
      utc: utc.toISOString(),
      http: utc.toUTCString(),
      unix: Math.floor(ms / 1000),
      unixMs: ms,
      weekday: weekdays[local.getUTCDay()] ?? '',
      isoWeek: isoWeek(local),
      dayOfYear: Math.floor((local.getTime() - yearStart) / dayMs) + 1,
      daysInYear: (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365,
      julianDay: Math.round((ms / dayMs + 2_440_587.5) * 1e6) / 1e6,
    },
  }
}
