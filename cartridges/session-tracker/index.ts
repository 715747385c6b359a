// Sessions from events: a visitor's events belong to one session until the visitor has been idle for
// half an hour. Tells what is going on and how long finished sessions lasted.

type Session = { startedAt: number; lastAt: number; events: number; first: string; last: string }
type Totals = { sessions: number; bounces: number; events: number; totalMs: number }

const idleMs = 30 * 60_000
const maxVisitors = 300
const totalsKey = 'totals'

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** Folds a session that is over into the totals, so that it needs no room any more. */
function close(scope: string, session: Session): void {
  const totals = (kv.get(scope + totalsKey) as Totals | undefined) ?? {
    sessions: 0,
    bounces: 0,
    events: 0,
    totalMs: 0,
  }
  kv.set(scope + totalsKey, {
    sessions: totals.sessions + 1,
    bounces: totals.bounces + (session.events === 1 ? 1 : 0),
    events: totals.events + session.events,
    totalMs: totals.totalMs + session.lastAt - session.startedAt,
  })
}

/** Closes what has been idle too long at `at`; answers how many sessions are still open. */
function sweep(scope: string, at: number): number {
  let open = 0
  for (const key of kv.list(`${scope}v/`, maxVisitors)) {
    const session = kv.get(key) as Session
    if (at - session.lastAt <= idleMs) open++
    else {
      close(scope, session)
      kv.delete(key)
    }
  }
  return open
}

function report(scope: string, at: number): Json {
  const open = sweep(scope, at)
  const totals = kv.get(scope + totalsKey) as Totals | undefined
  const sessions = totals?.sessions ?? 0
  const per = (sum: number | undefined) =>
    Math.round((100 * (sum ?? 0)) / Math.max(1, sessions)) / 100
  return {
    open,
    finished: sessions,
    meanSeconds: per((totals?.totalMs ?? 0) / 1000),
    meanEvents: per(totals?.events),
    bounceRate: per(totals?.bounces),
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const at =
    (method === 'GET' ? (query.at === undefined ? undefined : Number(query.at)) : given.at) ?? now()
  if (typeof at !== 'number' || !(at >= 0 && at <= 8e15))
    return refuse('"at" is no moment', 'milliseconds since 1970, or leave it out')
  if (path === '/' && method === 'GET') return { body: report(scope, at) }

  const visitor = path.slice(1)
  if (!/^[\w@.-]{1,80}$/.test(visitor))
    return refuse('no visitor was named', 'POST /<visitor> {"event": "/home"}, GET /')
  const key = `${scope}v/${visitor}`
  const known = kv.get(key) as Session | undefined
  if (method === 'GET')
    return known === undefined
      ? { status: 404, body: { error: 'no session', hint: 'POST an event first' } }
      : { body: { visitor, ...known, isOpen: at - known.lastAt <= idleMs } }
  const { event } = given
  if (typeof event !== 'string' || event === '' || event.length > 200)
    return refuse('"event" must be 1 to 200 characters', '{"event": "/home"}')
  if (known !== undefined && at < known.lastAt)
    return refuse('"at" lies before the last event', 'send the events of a visitor in order')
  const goesOn = known !== undefined && at - known.lastAt <= idleMs
  if (known === undefined && sweep(scope, at) >= maxVisitors)
    return { status: 409, body: { error: 'too many open sessions', hint: 'they end when idle' } }
  if (known !== undefined && !goesOn) close(scope, known)
  const session: Session = goesOn
    ? { ...known, lastAt: at, events: known.events + 1, last: event }
    : { startedAt: at, lastAt: at, events: 1, first: event, last: event }
  kv.set(key, session)
  return { body: { visitor, ...session, isOpen: true } }
}
