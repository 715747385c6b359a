// A page that says how long it still takes. It is rendered per call and does not count by itself.

type JsonObject = { readonly [key: string]: Json }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Milliseconds, or null for what is no moment with a zone. */
function moment(value: Json | undefined): number | null {
  const isIso =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/.test(value)
  const ms = isIso ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** The two largest units, as a person would say it. */
function inWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' and ')
}

function calendarLink(title: string, opens: number): string {
  const stamp = new Date(opens).toISOString().replace(/[-:]|\.\d+/g, '')
  const summary = title.replace(/[\\;,]/g, '\\$&').replace(/\p{Cc}|\p{Cs}/gu, ' ')
  const ics = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//zooid//coming-soon//EN\r\nBEGIN:VEVENT\r\nUID:${opens}@coming-soon\r\nDTSTAMP:${stamp}\r\nDTSTART:${stamp}\r\nSUMMARY:${summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`
  return `<a download="opening.ics" href="data:text/calendar,${encodeURIComponent(ics).replaceAll("'", '%27')}">Add to calendar</a>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"title": "Lamp 2", "opens": "2026-12-24T18:00:00Z", "announced": "2026-11-01T00:00:00Z"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { title, text = '', opens, announced, at, accent = '#2457d6' } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 100)
    return bad('"title" must be text of 1 to 100 characters', hint)
  if (typeof text !== 'string' || text.length > 500)
    return bad('"text" must be text of at most 500 characters', hint)
  if (typeof accent !== 'string' || !/^#[0-9a-f]{6}$/i.test(accent))
    return bad('"accent" must be a colour like #2457d6', hint)
  const [end, start, here] = [
    moment(opens),
    announced === undefined ? null : moment(announced),
    at === undefined ? now() : moment(at),
  ]
  if (end === null || here === null || (announced !== undefined && start === null))
    return bad('"opens", "announced" and "at" must be moments with a zone', hint)
  if (start !== null && start >= end) return bad('"announced" must be before "opens"', hint)

  const isOpen = here >= end
  const left = isOpen ? 'now' : inWords(end - here)
  const progress =
    start === null
      ? null
      : Math.round(100 * Math.min(1, Math.max(0, (here - start) / (end - start))))
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    text: escapeHtml(text),
    accent,
    left: isOpen ? 'It is open.' : `Opens in ${left}`,
    moment: new Date(end).toISOString(),
    day: new Date(end).toISOString().slice(0, 16).replace('T', ' '),
    progress:
      progress === null ? '' : `<progress max="100" value="${progress}">${progress} %</progress>`,
    calendar: isOpen ? '' : calendarLink(title, end),
  }
  return {
    body: {
      html: page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? ''),
      isOpen,
      left,
      progress,
    },
  }
}
