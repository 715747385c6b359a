// A timeline to scale. Time is counted in days, years before 1 included; lanes are filled from the top so
// that as few as possible are needed.

type JsonObject = { readonly [key: string]: Json }
type Event = { label: string; from: number; to: number; isSpan: boolean }

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const dayMs = 86_400_000
const yearDays = 365.2425

/** Days since 1970 of a year's, month's or day's beginning. */
function daysOf(value: Json | undefined, where: string): number {
  const [, year, month = '1', day = '1', hour = '0', minute = '0'] =
    (typeof value === 'string' &&
      /^(-?\d{1,4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?$/.exec(value)) ||
    []
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const isReal =
    year !== undefined &&
    date.getUTCMonth() === Number(month) - 1 &&
    date.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60
  if (!isReal)
    throw new BadInput(
      `${where} must be a year, a month, a day or a time, like -44, 1969-07 or 1969-07-20T20:17`,
    )
  return date.getTime() / dayMs + Number(hour) / 24 + Number(minute) / 1440
}

function readEvent(item: Json, index: number): Event {
  const where = `events[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { label, start, end } = item
  if (typeof label !== 'string' || label.trim() === '' || label.length > 60)
    throw new BadInput(`${where}.label must be text of 1 to 60 characters`)
  const from = daysOf(start, `${where}.start`)
  const to = end === undefined ? from : daysOf(end, `${where}.end`)
  if (to < from) throw new BadInput(`${where}.end is before its start`)
  return { label: label.trim(), from, to, isSpan: to > from }
}

/** Steps of ticks in days; years and more are exact in years. */
const steps: readonly (readonly [days: number, name: string])[] = [
  [1 / 24, 'hour'],
  [0.25, '6 hours'],
  [1, 'day'],
  [7, 'week'],
  [yearDays / 12, 'month'],
  [yearDays / 4, 'quarter'],
  [yearDays, 'year'],
  [5 * yearDays, '5 years'],
  [10 * yearDays, 'decade'],
  [50 * yearDays, '50 years'],
  [100 * yearDays, 'century'],
  [500 * yearDays, '500 years'],
  [1000 * yearDays, 'millennium'],
]

function labelOf(days: number, step: number): string {
  const date = new Date(Math.round(days * dayMs))
  const year = date.getUTCFullYear()
  if (step >= yearDays) return year > 0 ? String(year) : `${1 - year} BC`
  if (step >= 28) return `${year}-${String(date.getUTCMonth() + 1).padStart(2, '0')}`
  return step >= 1 ? date.toISOString().slice(5, 10) : date.toISOString().slice(11, 16)
}

/** Round moments between two ends: multiples of years, first days of months, or plain steps. */
function ticksOf(from: number, to: number, step: number): number[] {
  const ticks: number[] = []
  const months = step >= 28 ? Math.round(step / (yearDays / 12)) : 0
  if (months === 0) {
    for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at)
    return ticks
  }
  const begin = new Date(from * dayMs)
  const first = Math.ceil((begin.getUTCFullYear() * 12 + begin.getUTCMonth()) / months) * months
  for (let month = first; ticks.length < 40; month += months) {
    const at =
      new Date(0).setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1) / dayMs
    if (at > to) break
    if (at >= from) ticks.push(at)
  }
  return ticks
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Rome", "events": [{"label": "Augustus", "start": "-27", "end": "14"}], "width": 800}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { title, events: given, width = 800 } = body
    if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
      throw new BadInput('"title" must be text of 1 to 80 characters')
    if (!Number.isInteger(width) || Number(width) < 300 || Number(width) > 2000)
      throw new BadInput('"width" must be a whole number from 300 to 2000')
    if (!Array.isArray(given) || given.length === 0 || given.length > 100)
      throw new BadInput('"events" must be a list of 1 to 100')
    const events = given.map(readEvent).sort((a, b) => a.from - b.from || b.to - a.to)
    const [low, high] = [
      Math.min(...events.map(({ from }) => from)),
      Math.max(...events.map(({ to }) => to)),
    ]
    const margin = Math.max((high - low) * 0.04, 1 / 24)
    const [from, to] = [low - margin, high + margin]
    const x = (days: number) =>
      Math.round(10 + ((days - from) / (to - from)) * (Number(width) - 20))
    const [step, tick] = steps.find(([size]) => (to - from) / size <= Number(width) / 70) ??
      steps.at(-1) ?? [1, 'day']

    // An event takes its bar and its label; it goes to the first lane that is free from there on.
    const ends: number[] = []
    const rows = events.map(({ label, from: start, to: end, isSpan }) => {
      const [left, right] = [x(start), x(end)]
      const textWidth = [...label].length * 7
      const isLeft = right + textWidth + 12 > Number(width) && left > textWidth
      const [begin, finish] = isLeft
        ? [left - textWidth - 8, right]
        : [left, right + textWidth + 12]
      const free = ends.findIndex((taken) => taken <= begin)
      const lane = free === -1 ? ends.length : free
      ends[lane] = finish
      const y = 40 + lane * 26
      const mark = isSpan
        ? `<rect x="${left}" y="${y - 6}" width="${Math.max(2, right - left)}" height="12" rx="3" fill="#2457d6"/>`
        : `<circle cx="${left}" cy="${y}" r="5" fill="#cf3a2b"/>`
      return `${mark}<text x="${isLeft ? left - 9 : right + 9}" y="${y + 4}"${isLeft ? ' text-anchor="end"' : ''}>${escapeXml(label)}</text>`
    })
    const height = 40 + ends.length * 26 + 24
    const ticks = ticksOf(from, to, step).map(
      (at) =>
        `<g stroke="#ccd"><line x1="${x(at)}" x2="${x(at)}" y1="24" y2="${height - 22}"/></g><text x="${x(at)}" y="${height - 8}" text-anchor="middle" fill="#667">${labelOf(at, step)}</text>`,
    )
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${Number(width)}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui,sans-serif" font-size="12"><title>${escapeXml(title)}</title>${ticks.join('')}${rows.join('')}</svg>`
    return {
      body: {
        svg,
        from: labelOf(low, yearDays),
        to: labelOf(high, yearDays),
        tick,
        lanes: ends.length,
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
