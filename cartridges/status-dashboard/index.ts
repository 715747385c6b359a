// What is up, from the checks that are reported. State, uptime, response times and outages all follow
// from the kept checks; a service that has stopped reporting is not taken for healthy.

/** One check: when (ms), whether it went well, how long it took, and what was said. */
type Check = { at: number; ok: boolean; ms: number | null; note: string }
type Service = { every: number; slow: number; checks: Check[] }
type Outage = { from: string; to: string | null; minutes: number; note: string }

const mostServices = 15
const mostChecks = 150
const minute = 60_000

const hint =
  'POST /api {"ok": true, "ms": 120, "note": "", "every": 5, "slow": 1000, "at": "2026-11-21T09:00:00Z"}; GET /, /page, /api, with ?at= for another instant; DELETE /api'

class Unreadable extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

function instant(given: Json | undefined): number {
  if (given === undefined) return now()
  const ms =
    typeof given === 'string' && /^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(given)
      ? Date.parse(given)
      : Number.NaN
  if (Number.isNaN(ms)) throw new Unreadable('"at" must be an instant like 2026-11-21T09:00:00Z')
  return ms
}

function within(given: Json | undefined, name: string, least: number, most: number): number {
  if (typeof given === 'number' && given >= least && given <= most) return given
  throw new Unreadable(`"${name}" must be a number from ${least} to ${most}`)
}

/** Failures in a row are one outage, from the first of them to the next check that went well. */
function outagesOf(checks: readonly Check[], at: number): Outage[] {
  const found: Outage[] = []
  let open: Check | null = null
  for (const check of checks) {
    if (!check.ok) open ??= check
    else if (open !== null) {
      found.push({
        from: iso(open.at),
        to: iso(check.at),
        minutes: Math.round((check.at - open.at) / minute),
        note: open.note,
      })
      open = null
    }
  }
  if (open !== null)
    found.push({
      from: iso(open.at),
      to: null,
      minutes: Math.round((at - open.at) / minute),
      note: open.note,
    })
  return found.reverse()
}

/** The smallest time that this share of the checks did not exceed. */
function percentile(times: readonly number[], share: number): number | null {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

function look(name: string, { every, slow, checks }: Service, at: number) {
  const seen = checks.filter((check) => check.at <= at)
  const last = seen.at(-1)
  const times = seen.flatMap((check) => (check.ok && check.ms !== null ? [check.ms] : []))
  const silent = last === undefined ? null : Math.floor((at - last.at) / minute)
  // Two reports may be late; a third that is missing is a sign.
  const isSilent = silent === null || silent > 3 * every
  const isSlow = last?.ms !== null && (last?.ms ?? 0) > slow
  const state = isSilent ? 'silent' : !last?.ok ? 'down' : isSlow ? 'slow' : 'up'
  // The time between two checks belongs to the first; beyond three intervals nobody knows.
  let known = 0
  let good = 0
  for (const [i, check] of seen.entries()) {
    const span = Math.min((seen[i + 1]?.at ?? at) - check.at, 3 * every * minute)
    known += span
    if (check.ok) good += span
  }
  return {
    service: name,
    state,
    // Rounded down: 99.99 % must not become 100.
    uptime: known === 0 ? null : Math.floor((10_000 * good) / known) / 100,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    checks: seen.length,
    silentMinutes: silent,
    outages: outagesOf(seen, at).slice(0, 10),
  }
}

type Look = ReturnType<typeof look>

function overall(services: readonly Look[]): string {
  const order = ['down', 'silent', 'slow', 'up']
  const worst = order.find((state) => services.some((service) => service.state === state))
  return worst ?? 'empty'
}

function report(name: string, body: Json): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Unreadable('the body must be an object')
  const { ok, ms = null, note = '' } = body
  const old = kv.get(name) as Service | undefined
  if (old === undefined && kv.list('', mostServices).length >= mostServices)
    throw new Unreadable(`there are ${mostServices} services already`, 409)
  if (typeof ok !== 'boolean') throw new Unreadable('"ok" must be true or false')
  if (typeof note !== 'string' || note.length > 100)
    throw new Unreadable('"note" must be text of at most 100 characters')
  const at = instant(body.at)
  const last = old?.checks.at(-1)
  if (last !== undefined && at < last.at)
    throw new Unreadable(`the last check was at ${iso(last.at)}`, 409)
  const check = { at, ok, ms: ms === null ? null : within(ms, 'ms', 0, 600_000), note }
  const service: Service = {
    every: within(body.every ?? old?.every ?? 5, 'every', 1, 1440),
    slow: within(body.slow ?? old?.slow ?? 1000, 'slow', 1, 600_000),
    checks: [...(old?.checks ?? []), check].slice(-mostChecks),
  }
  kv.set(name, service)
  return { status: old === undefined ? 201 : 200, body: look(name, service, at) }
}

function render(services: readonly Look[], at: number): Response {
  const state = overall(services)
  const words: { readonly [state: string]: string } = {
    up: 'Everything is up',
    slow: 'Something is slow',
    silent: 'Something is silent',
    down: 'Something is down',
    empty: 'Nothing has reported yet',
  }
  const rows = services.map(({ service, state: own, uptime, p50, p95, checks }) => {
    const kept = kv.get(service) as Service
    const bars = kept.checks
      .filter((check) => check.at <= at)
      .slice(-40)
      .map(({ at: when, ok, ms, note }) => {
        const kind = !ok ? 'down' : ms !== null && ms > kept.slow ? 'slow' : 'up'
        const text = [iso(when), kind, ms === null ? '' : `${ms} ms`, note]
          .filter(Boolean)
          .join(', ')
        return `<i class="${kind}" title="${escapeHtml(text)}"></i>`
      })
    const times = p50 === null ? '' : `, ${p50} ms, at most ${p95} ms for 95 %`
    return `<section><h2>${service} <b class="${own}">${own}</b></h2><p>${uptime ?? '?'} % up in ${checks} checks${times}</p><div class="bars">${bars.join('')}</div></section>`
  })
  const all = services.flatMap(({ service, outages }) =>
    outages.map((outage) => ({ service, ...outage })),
  )
  all.sort((a, b) => (a.from < b.from ? 1 : -1))
  const lines = all.slice(0, 20).map(({ service, from, minutes, to, note }) => {
    const how = to === null ? `for ${minutes} minutes until now` : `for ${minutes} minutes`
    return `<li>${from} ${service} ${how}${note === '' ? '' : `: ${escapeHtml(note)}`}</li>`
  })
  const parts: { readonly [name: string]: string } = {
    state,
    words: words[state] ?? '',
    at: iso(at),
    services: rows.join('\n'),
    outages: lines.length === 0 ? '<li>None that is known</li>' : lines.join('\n'),
  }
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

function answer({ method, path, query, body }: Request): Response {
  const name = path.slice(1)
  if (method === 'GET' && (name === '' || name === 'page')) {
    const at = instant(query.at)
    const services = kv.list('', mostServices).map((one) => look(one, kv.get(one) as Service, at))
    if (name === 'page') return render(services, at)
    return { body: { state: overall(services), at: iso(at), services } }
  }
  if (!/^[a-z0-9-]{1,30}$/.test(name) || name === 'page')
    throw new Unreadable('a service is named by a-z, 0-9 and -, and not "page"')
  if (method === 'POST') return report(name, body)
  const service = kv.get(name) as Service | undefined
  if (service === undefined) throw new Unreadable(`"${name}" has never reported`, 404)
  if (method === 'DELETE') kv.delete(name)
  return { body: look(name, service, instant(query.at)) }
}

export function handle(request: Request): Response {
  try {
    return answer(request)
  } catch (error) {
    if (error instanceof Unreadable)
      return { status: error.status, body: { error: error.message, hint } }
    throw error
  }
}
