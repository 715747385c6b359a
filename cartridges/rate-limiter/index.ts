// A rate limiter as a service (GCRA): one number a client, no windows that reset all at once. Ask before
// you serve; the answer says whether to, what is left and when to come back.

const maxClients = 900
const sweepAfterMs = 3_600_000

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

type Rule = {
  readonly limit: number
  readonly perMs: number
  readonly burst: number
  readonly cost: number
}

function ruleOf(query: Request['query']): Rule | string {
  const { rate = '60/minute', burst, cost = '1' } = query
  const [, count = '', unit = ''] = /^(\d{1,6})\/(second|minute|hour|day)$/.exec(rate) ?? []
  const limit = Number(count)
  const perMs = new Map([
    ['second', 1_000],
    ['minute', 60_000],
    ['hour', 3_600_000],
    ['day', 86_400_000],
  ]).get(unit)
  if (perMs === undefined || limit < 1) return '"rate" is none'
  const size = burst === undefined ? limit : Number(burst)
  const price = Number(cost)
  if (!Number.isInteger(size) || size < 1 || size > 1e6) return '"burst" is no whole number above 0'
  if (!Number.isInteger(price) || price < 0 || price > size)
    return '"cost" is no whole number up to the burst'
  return { limit, perMs, burst: size, cost: price }
}

/** A full table drops those whose time has come: they would start afresh anyway. */
function hasRoom(at: number): boolean {
  const keys = kv.list('', maxClients)
  if (keys.length < maxClients) return true
  const idle = keys.filter((key) => Number(kv.get(key)) < at - sweepAfterMs)
  for (const key of idle) kv.delete(key)
  return idle.length > 0
}

export function handle({ method, path, query, payment }: Request): Response {
  const client = path.slice(1)
  if (!/^[\w.:@-]{1,100}$/.test(client))
    return bad('no client was named', '/<client>?rate=60/minute&burst=10, such as /203.0.113.7')
  const rule = ruleOf(query)
  if (typeof rule === 'string') return bad(rule, '?rate=100/hour&burst=20&cost=1')
  const at = query.at === undefined ? now() : Number(query.at)
  if (!Number.isFinite(at) || at < 0 || at > 8e15)
    return bad('"at" is no moment', 'milliseconds since 1970, or leave it out')

  const key = `${payment?.payer.toLowerCase() ?? 'anyone'} ${client}`
  if (method === 'DELETE') return { body: { client, forgotten: kv.delete(key) } }
  const known = kv.get(key)
  // The moment by which all that was allowed so far is worked off.
  const due = Math.max(typeof known === 'number' ? known : at, at)
  const stepMs = rule.perMs / rule.limit
  const ceiling = at + rule.burst * stepMs
  const next = due + rule.cost * stepMs
  const isAllowed = next <= ceiling
  const after = isAllowed ? next : due
  if (isAllowed && rule.cost > 0) {
    if (known === undefined && !hasRoom(at))
      return { status: 503, body: { error: 'too many clients', hint: 'try again in an hour' } }
    kv.set(key, next)
  }
  return {
    body: {
      client,
      allowed: isAllowed,
      remaining: Math.max(0, Math.floor((ceiling - after) / stepMs + 1e-9)),
      retryAfterMs: isAllowed ? 0 : Math.ceil(next - ceiling),
      resetAfterMs: Math.ceil(after - at),
    },
  }
}
