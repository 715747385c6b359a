// Named counters that last. Every payer has counters of their own, so nobody reads or moves another's:
// the payer of the call is the login. GET /, GET /<name>, POST /<name> {by}, DELETE /<name>.

type Counter = { name: string; value: number; changes: number }

/** The node grants 1,000 keys to a cartridge; this share keeps one payer from taking them all. */
const maxCounters = 50
const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

function readCounter(key: string, name: string): Counter | null {
  const stored = kv.get(key)
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return null
  const { value, changes } = stored
  return typeof value === 'number' && typeof changes === 'number' ? { name, value, changes } : null
}

function list(prefix: string): Response {
  const counters = kv
    .list(prefix, maxCounters)
    .map((key) => readCounter(key, key.slice(prefix.length)))
    .filter((counter) => counter !== null)
  return { status: 200, body: { count: counters.length, counters } }
}

function add(prefix: string, name: string, given: Json): Response {
  const hint = 'POST /<name> with {"by": 1}; "by" is a whole number and may be negative'
  if (given !== null && (typeof given !== 'object' || Array.isArray(given)))
    return bad('the body must be a JSON object', hint)
  const by = given?.by ?? 1
  if (typeof by !== 'number' || !Number.isSafeInteger(by))
    return bad('"by" must be a whole number', hint)
  const key = prefix + name
  const old = readCounter(key, name)
  if (old === null && kv.list(prefix, maxCounters).length >= maxCounters)
    return {
      status: 409,
      body: { error: `you have ${maxCounters} counters already`, hint: 'DELETE /<name> frees one' },
    }
  const value = (old?.value ?? 0) + by
  if (!Number.isSafeInteger(value))
    return bad('the counter would leave the safe whole numbers', hint)
  const changes = (old?.changes ?? 0) + 1
  kv.set(key, { value, changes })
  return { status: 200, body: { name, value, changes } }
}

export function handle(request: Request): Response {
  const prefix = `${(request.payment?.payer ?? 'anyone').toLowerCase()}/`
  const name = request.path.slice(1)
  if (name === '') {
    if (request.method === 'GET') return list(prefix)
    return bad('no counter was named', 'POST /<name> {"by": 1}')
  }
  if (!namePattern.test(name))
    return bad(
      'this is not the name of a counter',
      'up to 64 lower-case letters, digits, dots, dashes and underscores, a letter or digit first',
    )
  if (request.method === 'POST') return add(prefix, name, request.body)

  const counter = readCounter(prefix + name, name)
  if (counter === null)
    return {
      status: 404,
      body: { error: `you have no counter "${name}"`, hint: `POST /${name} makes it` },
    }
  if (request.method === 'DELETE') kv.delete(prefix + name)
  else if (request.method !== 'GET')
    return bad(`${request.method} is not known here`, 'use GET, POST or DELETE')
  return { status: 200, body: counter }
}
