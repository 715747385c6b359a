// Planned downtime: what a server should answer while it lasts. Search engines keep a page that answers
// 503 with Retry-After, and drop one that says 200.

type JsonObject = { readonly [key: string]: Json }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function moment(value: Json | undefined): number | null {
  const isIso =
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value)
  const ms = isIso ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : ms
}

/** Minutes east of Greenwich. */
function offset(value: Json): number | null {
  const [, sign, hours, minutes] =
    (typeof value === 'string' && /^([+-])(0\d|1[0-4]):([0-5]\d)$/.exec(value)) || []
  if (sign === undefined) return null
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}

function timesIn(places: readonly (readonly [string, number])[], from: number, to: number): string {
  const local = (ms: number, minutes: number) =>
    new Date(ms + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
  const rows = places.map(([name, minutes]) => {
    const [start, end] = [local(from, minutes), local(to, minutes)]
    // The day is said again only when it is another one.
    const shown = end.slice(0, 10) === start.slice(0, 10) ? end.slice(11) : end
    return `<tr><th scope="row">${escapeHtml(name)}</th><td>${start} to ${shown}</td></tr>`
  })
  return `<table>${rows.join('')}</table>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"service": "Shop", "from": "2026-11-20T22:00:00Z", "to": "2026-11-20T23:00:00Z", "offsets": {"Berlin": "+01:00"}}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { service, at, reason = '', stillWorks = [], offsets = {} } = body
  if (typeof service !== 'string' || service.trim() === '' || service.length > 80)
    return bad('"service" must be text of 1 to 80 characters', hint)
  if (typeof reason !== 'string' || reason.length > 300)
    return bad('"reason" must be text of at most 300 characters', hint)
  if (
    !Array.isArray(stillWorks) ||
    stillWorks.length > 20 ||
    !stillWorks.every((item) => typeof item === 'string' && item.length <= 100)
  )
    return bad('"stillWorks" must be a list of at most 20 short texts', hint)
  const [from, to, here] = [
    moment(body.from),
    moment(body.to),
    at === undefined ? now() : moment(at),
  ]
  if (from === null || to === null || here === null)
    return bad('"from", "to" and "at" must be moments with a zone', hint)
  if (to <= from || to - from > 7 * 86_400_000)
    return bad('"to" must be after "from", at most a week', hint)
  if (!isObject(offsets) || Object.keys(offsets).length > 12)
    return bad('"offsets" must be an object of at most 12 places', hint)
  const places: [string, number][] = [['UTC', 0]]
  for (const [name, value] of Object.entries(offsets)) {
    const minutes = offset(value)
    if (minutes === null || name.length > 40)
      return bad(`the offset of "${name.slice(0, 40)}" must be like +09:00`, hint)
    places.push([name, minutes])
  }
  const phase = here < from ? 'before' : here < to ? 'during' : 'over'
  const minutes = Math.ceil(Math.abs((phase === 'before' ? from : to) - here) / 60_000)
  const headline = {
    before: `${service} pauses in ${minutes} min`,
    during: `${service} is back in about ${minutes} min`,
    over: `${service} is back`,
  }[phase]
  const parts: { readonly [name: string]: string } = {
    headline: escapeHtml(headline),
    reason: reason && `<p>${escapeHtml(reason)}</p>`,
    works:
      stillWorks.length === 0
        ? ''
        : `<p>Still working: ${stillWorks.map((item) => escapeHtml(String(item))).join(', ')}.</p>`,
    times: phase === 'over' ? '' : timesIn(places, from, to),
  }
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
  const headers =
    phase === 'during'
      ? { 'retry-after': String(Math.ceil((to - here) / 1000)), 'cache-control': 'no-store' }
      : { 'cache-control': 'no-cache' }
  return { body: { phase, status: phase === 'during' ? 503 : 200, headers, minutes, html } }
}
