// Calendars of events that may repeat. Only the rule is kept; the days follow from it when a span is
// asked for, as do clashes, free time and the iCalendar file. Times are local and have no zone.

type Rule = { every: 'day' | 'week' | 'month' | 'year'; interval: number; until: string | null }
type Happening = {
  id: number
  title: string
  from: string
  minutes: number
  repeat: Rule | null
  skip: string[]
}
type Calendar = { last: number; events: Happening[] }
type Occurrence = { id: number; title: string; from: string; to: string; clashes: number[] }

const minute = 60_000
const day = 1440 * minute
const mostEvents = 150
const mostDays = 400
const mostFound = 400
const mostBytes = 60_000

class NoDate extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const stamp = (ms: number) => new Date(ms).toISOString().slice(0, 16)

/** Milliseconds of a local day or time, read as if it were UTC, so that no hour is lost or doubled. */
function read(given: Json | undefined, name: string, pattern: RegExp, like: string): number {
  const ms =
    typeof given === 'string' && pattern.test(given)
      ? Date.parse(`${given}${given.length > 10 ? 'Z' : ''}`)
      : Number.NaN
  // Date.parse rolls some impossible days over.
  if (Number.isNaN(ms) || !stamp(ms).startsWith(String(given)))
    throw new NoDate(`"${name}" must be like ${like}`)
  return ms
}
const readTime = (given: Json | undefined, name: string) =>
  read(given, name, /^(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d$/, '2026-11-21T09:30')
const readDay = (given: Json | undefined, name: string) =>
  read(given, name, /^(?:19|20|21)\d\d-\d\d-\d\d$/, '2026-11-21')

function readRule(given: Json | undefined): Rule | null {
  if (given === undefined || given === null) return null
  const {
    every,
    interval = 1,
    until = null,
  } = typeof given === 'object' && !Array.isArray(given) ? given : {}
  if (every !== 'day' && every !== 'week' && every !== 'month' && every !== 'year')
    throw new NoDate('"repeat.every" must be day, week, month or year')
  if (typeof interval !== 'number' || !Number.isInteger(interval) || interval < 1 || interval > 99)
    throw new NoDate('"repeat.interval" must be 1 to 99')
  if (until !== null) readDay(until, 'repeat.until')
  return { every, interval, until: until === null ? null : String(until) }
}

function readEvent(body: Json, id: number): Happening {
  const {
    title,
    from,
    minutes = 60,
    repeat,
  } = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  if (typeof title !== 'string' || title.trim() === '' || title.length > 120)
    throw new NoDate('"title" must be 1 to 120 characters')
  if (
    typeof minutes !== 'number' ||
    !Number.isInteger(minutes) ||
    minutes < 1 ||
    minutes > 14 * 1440
  )
    throw new NoDate('"minutes" must be 1 to 20160')
  readTime(from, 'from')
  return {
    id,
    title: title.trim(),
    from: String(from),
    minutes,
    repeat: readRule(repeat),
    skip: [],
  }
}

/** The start of the nth repetition, or null in months that have no such day. */
function startOf({ from, repeat }: Happening, n: number): number | null {
  const first = Date.parse(`${from}Z`)
  if (repeat === null) return n === 0 ? first : null
  const steps = n * repeat.interval
  if (repeat.every === 'day') return first + steps * day
  if (repeat.every === 'week') return first + steps * 7 * day
  const date = new Date(first)
  const wanted = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + steps * (repeat.every === 'year' ? 12 : 1))
  date.setUTCDate(wanted)
  return date.getUTCDate() === wanted ? date.getTime() : null
}

function occurrencesOf(event: Happening, begin: number, end: number): Occurrence[] {
  const found: Occurrence[] = []
  const first = Date.parse(`${event.from}Z`)
  const last =
    event.repeat === null
      ? first
      : event.repeat.until === null
        ? end
        : Date.parse(event.repeat.until) + day
  const [short, long] = { day: [1, 1], week: [7, 7], month: [28, 31], year: [365, 366] }[
    event.repeat?.every ?? 'day'
  ] as [number, number]
  const stride = day * (event.repeat?.interval ?? 1)
  // Months and years differ in length: the first step is taken too early, the last too late.
  const earliest = Math.floor((begin - event.minutes * minute - first) / (long * stride))
  const latest = Math.ceil((end - first) / (short * stride))
  for (
    let n = event.repeat === null ? 0 : Math.max(0, earliest - 1);
    n <= Math.max(0, latest);
    n++
  ) {
    const at = startOf(event, n)
    if (event.repeat === null && n > 0) break
    if (at === null) continue
    if (at >= end || at >= last + (event.repeat === null ? 1 : 0)) break
    const to = at + event.minutes * minute
    if (to > begin && !event.skip.includes(stamp(at).slice(0, 10)))
      found.push({ id: event.id, title: event.title, from: stamp(at), to: stamp(to), clashes: [] })
    if (event.repeat === null) break
  }
  return found
}

function agenda(events: readonly Happening[], begin: number, end: number): Occurrence[] {
  const all: Occurrence[] = []
  for (const event of events) {
    all.push(...occurrencesOf(event, begin, end))
    if (all.length > mostFound)
      throw new NoDate(`there are more than ${mostFound} events in this span: ask for fewer days`)
  }
  all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))
  return all.map((one, at) => {
    const others = all.filter((other, i) => i !== at && other.from < one.to && one.from < other.to)
    return { ...one, clashes: [...new Set(others.map(({ id }) => id))] }
  })
}

/** The gaps of a day between two hours that are long enough. */
function freeTime(events: readonly Happening[], query: Request['query']): Json {
  const { minutes = '30', hours = '09-17' } = query
  const begin = readDay(query.day, 'day')
  const [, open = '', close = ''] = /^(\d\d)-(\d\d)$/.exec(hours) ?? []
  if (open === '' || Number(open) >= Number(close) || Number(close) > 24)
    throw new NoDate('"hours" must be like 09-17')
  if (!/^[1-9]\d{0,3}$/.test(minutes)) throw new NoDate('"minutes" must be 1 to 9999')
  const end = begin + Number(close) * 60 * minute
  let free = begin + Number(open) * 60 * minute
  const gaps: Json[] = []
  const add = (until: number) => {
    if (until - free >= Number(minutes) * minute)
      gaps.push({ from: stamp(free), to: stamp(until), minutes: (until - free) / minute })
  }
  for (const { from, to } of agenda(events, free, end)) {
    add(Math.min(end, Date.parse(`${from}Z`)))
    free = Math.max(free, Date.parse(`${to}Z`))
  }
  add(end)
  return { free: gaps }
}

function iCalendar(name: string, events: readonly Happening[]): string {
  const quoted = (text: string) =>
    text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
  const plain = (time: string) => `${time.replace(/[-:]/g, '')}00`
  // Lines are folded below 75 bytes (RFC 5545 3.1): 18 characters are at most 72.
  const fold = (line: string) =>
    (line.match(/.{1,72}/gu) ?? [])
      .map((part) =>
        /^[\x20-\x7e]*$/.test(part) ? part : (part.match(/.{1,18}/gu) ?? []).join('\r\n '),
      )
      .join('\r\n ')
  const lines = events.flatMap(({ id, title, from, minutes, repeat, skip }) => [
    'BEGIN:VEVENT',
    `UID:${id}@${name}.event-calendar`,
    'DTSTAMP:19700101T000000Z',
    `DTSTART:${plain(from)}`,
    `DURATION:PT${minutes}M`,
    `SUMMARY:${quoted(title)}`,
    ...(repeat === null
      ? []
      : [
          `RRULE:FREQ=${repeat.every === 'day' ? 'DAILY' : `${repeat.every.toUpperCase()}LY`};INTERVAL=${repeat.interval}${repeat.until === null ? '' : `;UNTIL=${repeat.until.replaceAll('-', '')}T235959`}`,
        ]),
    ...skip.map((date) => `EXDATE:${plain(`${date}${from.slice(10)}`)}`),
    'END:VEVENT',
  ])
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zooid//event-calendar//EN',
    ...lines,
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
}

/** Keeps a calendar that fits; text beyond ASCII takes up to three bytes a character. */
function keep(name: string, calendar: Calendar) {
  const text = JSON.stringify(calendar)
  const bytes = text.length + 2 * (text.match(/[\u0080-\uffff]/g)?.length ?? 0)
  if (bytes > mostBytes) throw new NoDate('the calendar is full: delete what is over', 409)
  kv.set(name, calendar)
}

function answer({ method, path, query, body }: Request): Response {
  const [, name, what] = /^\/([a-z0-9-]{1,30})(?:\/(free|ics|\d{1,6}))?$/.exec(path) ?? []
  if (name === undefined) throw new NoDate('a calendar is named by a-z, 0-9 and -')
  const stored = kv.get(name) as Calendar | undefined
  if (method === 'POST' && what === undefined) {
    if (stored === undefined && kv.list('', 12).length >= 12)
      throw new NoDate('there are 12 calendars', 409)
    const { last, events } = stored ?? { last: 0, events: [] }
    if (events.length >= mostEvents) throw new NoDate(`there are ${mostEvents} events`, 409)
    const event = readEvent(body, last + 1)
    keep(name, { last: event.id, events: [...events, event] })
    const at = Date.parse(`${event.from}Z`)
    const [next] = agenda([...events, event], at, at + 1).filter(({ id }) => id === event.id)
    return { status: 201, body: { ...event, clashes: next?.clashes ?? [] } }
  }
  if (stored === undefined) throw new NoDate(`there is no calendar "${name}"`, 404)
  if (what === 'free') return { body: freeTime(stored.events, query) }
  if (what === 'ics')
    return {
      headers: { 'content-type': 'text/calendar; charset=utf-8' },
      body: iCalendar(name, stored.events),
    }
  if (method === 'DELETE') {
    const event = stored.events.find(({ id }) => id === Number(what))
    if (event === undefined) throw new NoDate(`there is no event ${what ?? ''}`, 404)
    if (query.day === undefined)
      keep(name, { ...stored, events: stored.events.filter((one) => one !== event) })
    else {
      const begin = readDay(query.day, 'day')
      const isThere = occurrencesOf(event, begin, begin + day).some(({ from }) =>
        from.startsWith(query.day ?? ''),
      )
      if (!isThere) throw new NoDate(`event ${event.id} does not begin on ${query.day}`, 404)
      event.skip = [...event.skip, query.day].slice(-50)
      keep(name, stored)
    }
    return { body: { deleted: event.id, day: query.day ?? null } }
  }
  const begin = readDay(query.from, 'from')
  const end = (query.to === undefined ? begin : readDay(query.to, 'to')) + day
  if (end <= begin || end - begin > mostDays * day)
    throw new NoDate(`"to" must be up to ${mostDays} days after "from"`)
  const found = agenda(stored.events, begin, end)
  return {
    body: {
      events: found,
      clashes: found.filter(({ clashes }) => clashes.length > 0).length,
    },
  }
}

export function handle(request: Request): Response {
  try {
    return answer(request)
  } catch (error) {
    if (!(error instanceof NoDate)) throw error
    const hint =
      'POST /work {"title": "Stand-up", "from": "2026-11-23T09:30", "minutes": 15, "repeat": {"every": "week"}}; GET /work?from=2026-11-23&to=2026-11-29, /work/free?day=2026-11-23, /work/ics; DELETE /work/1?day=2026-11-30'
    return { status: error.status, body: { error: error.message, hint } }
  }
}
