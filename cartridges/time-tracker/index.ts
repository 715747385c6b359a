// Hours by project. The caller tells the time, so entries can be added later; they never overlap, since
// a clock cannot start before the last one stopped.

type Running = { project: string; from: number }
type Entry = readonly [project: string, from: number, to: number]
type Sheet = { running: Running | null; entries: Entry[] }

const maxEntries = 1000
const minuteMs = 60_000
const longest = 24 * 60

function cannot(error: string, status = 400): Response {
  const hint =
    'POST /start {"project": "Site", "at": "2026-11-20T09:00Z"}; POST /stop {"at": "2026-11-20T10:30Z"}; GET /?from=2026-11-20T00:00Z&to=2026-11-21T00:00Z'
  return { status, body: { error, hint } }
}

const stamp = (minute: number) => `${new Date(minute * minuteMs).toISOString().slice(0, 16)}Z`

/** Minutes since 1970; null unless the text is a real minute of the calendar in UTC. */
function minuteOf(text: Json | undefined): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) return null
  const minute = Date.parse(text) / minuteMs
  return !Number.isNaN(minute) && stamp(minute) === text ? minute : null
}

function report({ entries }: Sheet, from: number, to: number): Response {
  const sums = new Map<string, number>()
  for (const [project, start, end] of entries) {
    const inside = Math.min(end, to) - Math.max(start, from)
    if (inside > 0) sums.set(project, (sums.get(project) ?? 0) + inside)
  }
  const projects = [...sums]
    .sort(([a, most], [b, other]) => other - most || (a < b ? -1 : 1))
    .map(([project, minutes]) => ({ project, minutes, hours: Math.round(minutes / 0.6) / 100 }))
  return { body: { minutes: projects.reduce((sum, { minutes }) => sum + minutes, 0), projects } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const sheet = (kv.get(owner) as Sheet | undefined) ?? { running: null, entries: [] }
  if (method === 'GET' && path === '/') {
    const [from, to] = [minuteOf(query.from), minuteOf(query.to)]
    if (from === null || to === null || to <= from)
      return cannot('"from" and "to" must be minutes in UTC, the later one last')
    return report(sheet, from, to)
  }
  if (method !== 'POST' || (path !== '/start' && path !== '/stop'))
    return cannot('there is no such path')
  const fields = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  const at = minuteOf(fields.at)
  if (at === null) return cannot('"at" must be a minute in UTC like 2026-11-20T09:00Z')
  const project = typeof fields.project === 'string' ? fields.project.trim() : ''
  if (path === '/start' && !/^[^\p{C}]{1,60}$/u.test(project))
    return cannot('"project" must be 1 to 60 visible characters')
  const { running } = sheet
  if (path === '/stop' && running === null) return cannot('no clock is running', 409)
  const earliest = running?.from ?? sheet.entries.at(-1)?.[2] ?? 0
  if (at < earliest)
    return cannot(`this is before ${stamp(earliest)}, where the last clock was`, 409)
  const minutes = running === null ? 0 : at - running.from
  if (minutes > longest) return cannot('no entry is longer than 24 hours', 409)

  const ended: Entry[] = running && minutes > 0 ? [[running.project, running.from, at]] : []
  const next = path === '/start' ? { project, from: at } : null
  const entries = [...sheet.entries, ...ended].slice(-maxEntries)
  kv.set(owner, { running: next, entries: entries.map((entry) => [...entry]) })
  return {
    body: {
      running: next === null ? null : { project, at: stamp(at) },
      stopped: running === null ? null : { project: running.project, minutes },
    },
  }
}
