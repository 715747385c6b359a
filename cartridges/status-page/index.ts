// A status page from incidents. Outages that overlap count once, and uptime is rounded down: 99.99 must
// not read as 100.

type JsonObject = { readonly [key: string]: Json }
type Incident = {
  title: string
  components: string[]
  isMajor: boolean
  from: number
  to: number | null
  update: string
}
type Span = readonly [from: number, to: number]

class BadInput extends Error {}

const dayMs = 86_400_000

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const isLine = (value: Json | undefined, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most

function moment(value: Json | undefined, where: string): number {
  const ms =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN
  if (Number.isNaN(ms)) throw new BadInput(`${where} must be a moment like 2026-11-20T12:00:00Z`)
  return ms
}

function readIncident(item: Json, index: number, known: readonly string[]): Incident {
  const where = `incidents[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { title, components, impact, update = '' } = item
  if (!isLine(title, 120)) throw new BadInput(`${where}.title must be text of 1 to 120 characters`)
  if (
    !Array.isArray(components) ||
    components.length === 0 ||
    !components.every((name) => typeof name === 'string' && known.includes(name))
  )
    throw new BadInput(`${where}.components must name some of: ${known.join(', ')}`)
  if (impact !== 'minor' && impact !== 'major')
    throw new BadInput(`${where}.impact must be minor or major`)
  if (typeof update !== 'string' || update.length > 1000)
    throw new BadInput(`${where}.update must be text of at most 1000 characters`)
  const from = moment(item.from, `${where}.from`)
  const to = item.to === undefined || item.to === null ? null : moment(item.to, `${where}.to`)
  if (to !== null && to < from) throw new BadInput(`${where}.to is before its start`)
  return {
    title,
    components: components.map(String),
    isMajor: impact === 'major',
    from,
    to,
    update,
  }
}

/** Spans sorted and joined where they touch. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
    else merged.push([from, to])
  }
  return merged
}

const overlap = (spans: readonly Span[], from: number, to: number) =>
  spans.reduce(
    (sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
    0,
  )

function bars(down: readonly Span[], hurt: readonly Span[], start: number, days: number): string {
  return Array.from({ length: days }, (_, index) => {
    const [from, to] = [start + index * dayMs, start + (index + 1) * dayMs]
    const [lost, slow] = [overlap(down, from, to), overlap(hurt, from, to)]
    const color = lost > 0 ? '#cf3a2b' : slow > 0 ? '#dfa117' : '#3c8a1d'
    const minutes = Math.ceil(lost / 60_000)
    return `<rect x="${index * 8}" width="6" height="24" fill="${color}"><title>${new Date(from).toISOString().slice(0, 10)}: ${minutes > 0 ? `${minutes} min down` : slow > 0 ? 'impaired' : 'no incident'}</title></rect>`
  }).join('')
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Shop", "components": ["api"], "incidents": [{"title", "components": ["api"], "impact": "major", "from", "to"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { name, days = 30, components, incidents: given } = body
    if (!isLine(name, 80)) throw new BadInput('"name" must be text of 1 to 80 characters')
    if (!Number.isInteger(days) || Number(days) < 1 || Number(days) > 90)
      throw new BadInput('"days" must be a whole number from 1 to 90')
    if (
      !Array.isArray(components) ||
      components.length === 0 ||
      components.length > 20 ||
      !components.every((one) => isLine(one, 60))
    )
      throw new BadInput('"components" must be a list of 1 to 20 names')
    if (!Array.isArray(given) || given.length > 200)
      throw new BadInput('"incidents" must be a list of at most 200')
    const known = [...new Set(components.map(String))]
    const at = body.at === undefined ? now() : moment(body.at, '"at"')
    const incidents = given
      .map((item, index) => readIncident(item, index, known))
      .sort((a, b) => b.from - a.from)
    const start = at - Number(days) * dayMs
    const spansOf = (component: string, isMajor: boolean) =>
      merge(
        incidents
          .filter((one) => one.isMajor === isMajor && one.components.includes(component))
          .map(({ from, to }): Span => [from, Math.min(to ?? at, at)]),
      )
    const uptime = new Map<string, number>()
    const rows = known.map((component) => {
      const down = spansOf(component, true)
      uptime.set(component, Math.floor((1 - overlap(down, start, at) / (at - start)) * 1e5) / 1e3)
      return `<section><h2>${escapeHtml(component)} <small>${uptime.get(component)} %</small></h2><svg viewBox="0 0 ${Number(days) * 8} 24" role="img" aria-label="${uptime.get(component)} % of ${days} days">${bars(down, spansOf(component, false), start, Number(days))}</svg></section>`
    })
    const current = incidents.filter(({ from, to }) => from <= at && (to === null || to > at))
    const state = current.some(({ isMajor }) => isMajor)
      ? 'down'
      : current.length > 0
        ? 'impaired'
        : 'up'
    const headline = {
      up: 'Everything works',
      impaired: 'Some things are impaired',
      down: 'Something is down',
    }[state]
    const history = incidents
      .filter(({ to }) => (to ?? at) >= start)
      .map(
        ({ title, from, to, update }) =>
          `<li><b>${escapeHtml(title)}</b> <time>${new Date(from).toISOString().slice(0, 16).replace('T', ' ')}</time> ${to === null ? 'ongoing' : `${Math.ceil((to - from) / 60_000)} min`}${update && `<p>${escapeHtml(update)}</p>`}</li>`,
      )
    const parts: { readonly [part: string]: string } = {
      name: escapeHtml(name),
      state,
      headline,
      rows: rows.join('\n'),
      history: history.length === 0 ? '<p>No incidents.</p>' : `<ul>${history.join('')}</ul>`,
    }
    return {
      body: {
        html: page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? ''),
        state,
        uptime: Object.fromEntries(uptime),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
