// The next instants of a five-field cron expression, in UTC or at a fixed offset. It follows the rule
// of the original cron: when day-of-month and day-of-week are both restricted, either one is enough.

type Field = {
  readonly name: string
  readonly min: number
  readonly max: number
  readonly words: string
}
type Schedule = {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  readonly weekdays: ReadonlySet<number>
  readonly eitherDay: boolean
}

class CronError extends Error {
  readonly hint: string
  constructor(message: string, hint: string) {
    super(message)
    this.hint = hint
  }
}

const dayMs = 86_400_000
/** Leap days are at most eight years apart, so a day that has not come by then never comes. */
const horizonDays = 366 * 9
const maxCount = 100

const minuteField: Field = { name: 'minute', min: 0, max: 59, words: '' }
const hourField: Field = { name: 'hour', min: 0, max: 23, words: '' }
const dayField: Field = { name: 'day of month', min: 1, max: 31, words: '' }
const monthField: Field = {
  name: 'month',
  min: 1,
  max: 12,
  words: 'jan feb mar apr may jun jul aug sep oct nov dec',
}
/** 7 is read as Sunday as well. */
const weekdayField: Field = {
  name: 'day of week',
  min: 0,
  max: 7,
  words: 'sun mon tue wed thu fri sat',
}

const macros = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
])

function readValue(text: string, field: Field): number {
  const word = field.words === '' ? -1 : field.words.split(' ').indexOf(text.toLowerCase())
  const value = word >= 0 ? word + field.min : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
  if (value >= field.min && value <= field.max) return value
  throw new CronError(
    `"${text.slice(0, 20)}" is not a ${field.name}`,
    `a ${field.name} is a number from ${field.min} to ${field.max}${field.words && ` or one of ${field.words}`}`,
  )
}

function readField(text: string, field: Field): Set<number> {
  const values = new Set<number>()
  for (const item of text.split(',')) {
    const [range = '', stepText, ...more] = item.split('/')
    if (range === '' || more.length > 0)
      throw new CronError(
        `"${item.slice(0, 20)}" is not a ${field.name}`,
        'write *, 5, 1-5, */10 or 1-30/2',
      )
    const step = stepText === undefined ? 1 : Number(stepText)
    if (stepText !== undefined && (!/^\d{1,2}$/.test(stepText) || step === 0))
      throw new CronError(
        `the step of "${item.slice(0, 20)}" is not a number above 0`,
        'write */15 or 10-50/10',
      )
    const [first = '', last, ...rest] = range.split('-')
    if (rest.length > 0) throw new CronError(`"${range.slice(0, 20)}" is not a range`, 'write 1-5')
    const from = first === '*' ? field.min : readValue(first, field)
    // `5/10` means from 5 to the end, as in most crons; `*` must not make 7 a second Sunday.
    const end = field === weekdayField ? 6 : field.max
    const to =
      last !== undefined
        ? readValue(last, field)
        : first === '*' || stepText !== undefined
          ? end
          : from
    if (first === '*' && last !== undefined)
      throw new CronError('"*" cannot start a range', 'write * alone')
    if (from > to)
      throw new CronError(
        `the range ${range} of the ${field.name} runs backwards`,
        'split it in two, such as 22-23,0-4',
      )
    for (let value = from; value <= to; value += step)
      values.add(field === weekdayField ? value % 7 : value)
  }
  return values
}

function readSchedule(expression: string): Schedule {
  const text = expression.trim()
  const expanded = text.startsWith('@') ? macros.get(text.toLowerCase()) : text
  if (expanded === undefined)
    throw new CronError(
      `"${text.slice(0, 20)}" is not known`,
      `use one of ${[...macros.keys()].join(' ')}`,
    )
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] =
    expanded.split(/\s+/)
  if (weekday === '' || more.length > 0)
    throw new CronError(
      'a cron expression has five fields',
      'minute hour day-of-month month day-of-week, such as "30 9 * * mon-fri"',
    )
  return {
    minutes: readField(minute, minuteField),
    hours: readField(hour, hourField),
    days: readField(day, dayField),
    months: readField(month, monthField),
    weekdays: readField(weekday, weekdayField),
    eitherDay: !day.startsWith('*') && !weekday.startsWith('*'),
  }
}

function dayMatches(schedule: Schedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false
  const byDate = schedule.days.has(date.getUTCDate())
  const byWeekday = schedule.weekdays.has(date.getUTCDay())
  return schedule.eitherDay ? byDate || byWeekday : byDate && byWeekday
}

/** Minutes east of UTC of `Z`, `+02:00` or `-0530`. */
function readOffset(text: string): number {
  if (/^(?:z|utc)$/i.test(text)) return 0
  // A plus sign in a query arrives as a space.
  const parts = /^([+\-\s])(\d{2}):?(\d{2})$/.exec(text)
  const hours = Number(parts?.[2])
  const minutes = Number(parts?.[3])
  if (!parts || hours > 14 || minutes > 59)
    throw new CronError(`"${text.slice(0, 20)}" is not an offset`, 'write Z, +02:00 or -05:30')
  return (parts[1] === '-' ? -1 : 1) * (hours * 60 + minutes)
}

function formatInstant(local: number, offset: number): string {
  const size = Math.abs(offset)
  const pad = (value: number) => String(value).padStart(2, '0')
  const zone =
    offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
  return `${new Date(local).toISOString().slice(0, 19)}${zone}`
}

/** Instants strictly after `from`, as milliseconds of the local clock. */
function nextTimes(schedule: Schedule, from: number, count: number): number[] {
  const found: number[] = []
  let midnight = Math.floor(from / dayMs) * dayMs
  let emptyDays = 0
  const hours = [...schedule.hours].sort((a, b) => a - b)
  const minutes = [...schedule.minutes].sort((a, b) => a - b)
  while (found.length < count && emptyDays < horizonDays) {
    emptyDays++
    if (dayMatches(schedule, new Date(midnight)))
      for (const hour of hours)
        for (const minute of minutes) {
          const at = midnight + (hour * 60 + minute) * 60_000
          if (at <= from || found.length === count) continue
          found.push(at)
          emptyDays = 0
        }
    midnight += dayMs
  }
  if (found.length === 0)
    throw new CronError(
      'this schedule never fires',
      'check the day and the month: 30 February does not exist',
    )
  return found
}

function readFrom(value: Json | undefined): number {
  if (value === undefined) return now()
  const hint = 'an ISO 8601 instant with its zone, such as 2026-03-01T09:00:00Z'
  // A plus sign in a query arrives as a space.
  const text = typeof value === 'string' ? value.trim().replace(/ (?=\d{2}:?\d{2}$)/, '+') : ''
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text))
    throw new CronError('"from" is not an instant', hint)
  const milliseconds = Date.parse(text)
  if (Number.isNaN(milliseconds)) throw new CronError('"from" is not a date that exists', hint)
  return milliseconds
}

export function handle(request: Request): Response {
  const { body, query } = request
  const given: { readonly [name: string]: Json } =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { ...query, ...body }
      : query
  try {
    const { cron, offset: zone = 'Z', count: wanted = 5 } = given
    if (typeof cron !== 'string' || cron.length > 200)
      throw new CronError(
        'no cron expression was sent',
        'GET /?cron=30 9 * * mon-fri&count=3&offset=+01:00',
      )
    if (typeof zone !== 'string')
      throw new CronError('"offset" must be text', 'write Z, +02:00 or -05:30')
    const count = typeof wanted === 'string' && /^\d+$/.test(wanted) ? Number(wanted) : wanted
    if (typeof count !== 'number' || !Number.isInteger(count) || count < 1 || count > maxCount)
      throw new CronError(
        `"count" must be a whole number from 1 to ${maxCount}`,
        'leave it out for 5',
      )

    const schedule = readSchedule(cron)
    const offset = readOffset(zone)
    const from = readFrom(given.from)
    const shift = offset * 60_000
    const times = nextTimes(schedule, from + shift, count)
    return {
      status: 200,
      body: {
        cron: cron.trim(),
        from: formatInstant(from + shift, offset),
        next: times.map((at) => formatInstant(at, offset)),
      },
    }
  } catch (error) {
    if (!(error instanceof CronError)) throw error
    return { status: 400, body: { error: error.message, hint: error.hint } }
  }
}
