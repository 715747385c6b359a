// Events, sorted: as HTML by month, or as iCalendar (RFC 5545).

type JsonObject = { readonly [key: string]: Json }
type Event = {
  name: string
  start: number
  end: number
  isDay: boolean
  place: string
  url: string
  description: string
}

class BadInput extends Error {}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const dayMs = 86_400_000

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(from: JsonObject, name: string, where: string, most: number): string {
  const value = from[name] ?? ''
  if (typeof value !== 'string' || value.length > most)
    throw new BadInput(`${where}.${name} must be text of at most ${most} characters`)
  return value.trim()
}

function moment(value: string, where: string): { ms: number; isDay: boolean } {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value)
  const ms =
    isDay || /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN
  if (Number.isNaN(ms))
    throw new BadInput(`${where} must be like 2026-11-20T19:00:00Z or 2026-11-20`)
  return { ms, isDay }
}

function readEvent(item: Json, index: number): Event {
  const where = `events[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const [name, url, given] = [
    text(item, 'name', where, 200),
    text(item, 'url', where, 500),
    text(item, 'end', where, 40),
  ]
  if (name === '') throw new BadInput(`${where} needs a "name"`)
  if (url !== '' && !/^https?:\/\/\S+$/.test(url))
    throw new BadInput(`${where}.url must be an http address`)
  const start = moment(text(item, 'start', where, 40), `${where}.start`)
  const last = given === '' ? null : moment(given, `${where}.end`)
  if (last !== null && (last.isDay !== start.isDay || last.ms < start.ms))
    throw new BadInput(`${where}.end must be of the same kind as its start and not before it`)
  // Of days the last one belongs to the event.
  const end = start.isDay ? (last ?? start).ms + dayMs : (last?.ms ?? start.ms + 3_600_000)
  return {
    name,
    start: start.ms,
    end,
    isDay: start.isDay,
    place: text(item, 'place', where, 200),
    url,
    description: text(item, 'description', where, 2000),
  }
}

const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

function html(title: string, events: readonly Event[]): string {
  let month = ''
  const items = events.map(({ name, start, end, isDay, place, url, description }) => {
    const date = new Date(start)
    const label = `${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
    const heading = label === month ? '' : `${month === '' ? '' : '</ul>'}<h2>${label}</h2><ul>`
    month = label
    const time = isDay
      ? end - start > dayMs
        ? `${dayOf(start)} to ${dayOf(end - dayMs)}`
        : dayOf(start)
      : `${dayOf(start)} ${clock(start)} UTC`
    const linked =
      url === '' ? escapeHtml(name) : `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`
    const rest = [place, description]
      .filter(Boolean)
      .map((part) => `<p>${escapeHtml(part)}</p>`)
      .join('')
    return `${heading}<li><time datetime="${isDay ? dayOf(start) : date.toISOString()}">${time}</time> <b>${linked}</b>${rest}</li>`
  })
  const body = items.length === 0 ? '<p>Nothing is planned.</p>' : `${items.join('\n')}</ul>`
  return page.replace(/\{\{(\w+)\}\}/g, (_, part) => (part === 'title' ? escapeHtml(title) : body))
}

/** Lines of at most 75 octets; what follows begins with a space. */
function fold(line: string): string {
  let out = ''
  let bytes = 0
  for (const letter of line) {
    const code = letter.codePointAt(0) ?? 0
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (bytes + size > 75) {
      out += '\r\n '
      bytes = 1
    }
    out += letter
    bytes += size
  }
  return out
}

function ics(title: string, events: readonly Event[]): string {
  const escapeValue = (value: string) =>
    value
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n?|\n/g, '\\n')
      .replace(/\p{Cc}/gu, '')
  const stamp = (ms: number, isDay: boolean) => {
    const compact = new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')
    return isDay ? `;VALUE=DATE:${compact.slice(0, 8)}` : `:${compact}`
  }
  const blocks = events.flatMap(({ name, start, end, isDay, place, url, description }) => [
    'BEGIN:VEVENT',
    `UID:${start}-${[...name].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7).toString(36)}@events`,
    // The moment of writing would change every answer; the start is as good an origin.
    `DTSTAMP${stamp(start, false)}`,
    `DTSTART${stamp(start, isDay)}`,
    `DTEND${stamp(end, isDay)}`,
    `SUMMARY:${escapeValue(name)}`,
    ...(place ? [`LOCATION:${escapeValue(place)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    ...(description ? [`DESCRIPTION:${escapeValue(description)}`] : []),
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//zooid//event-listing//EN',
    `X-WR-CALNAME:${escapeValue(title)}`,
    ...blocks,
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Club", "events": [{"name": "Talk", "start": "2026-12-01T19:00:00Z"}], "format": "ics"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { events: given, format = 'html', from } = body
    const title = text(body, 'title', 'body', 100)
    if (title === '') throw new BadInput('"title" is missing')
    if (format !== 'html' && format !== 'ics') throw new BadInput('"format" must be html or ics')
    if (!Array.isArray(given) || given.length === 0 || given.length > 200)
      throw new BadInput('"events" must be a list of 1 to 200')
    const after = from === undefined ? Number.NEGATIVE_INFINITY : moment(String(from), 'from').ms
    const events = given
      .map(readEvent)
      .filter(({ end }) => end > after)
      .sort((a, b) => a.start - b.start || a.end - b.end)
    if (format === 'ics')
      return {
        headers: { 'content-type': 'text/calendar; charset=utf-8' },
        body: ics(title, events),
      }
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html(title, events) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
