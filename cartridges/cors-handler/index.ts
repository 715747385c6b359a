// What a server answers to a request from another origin, preflights included, by a policy of allowed
// origins, methods and headers. A wildcard together with credentials is refused: browsers would, too.

type Policy = { origins: string[]; methods: string[]; headers: string[]; exposed: string[] }

const simpleHeaders = new Set(['accept', 'accept-language', 'content-language', 'range'])
const token = /^[\w!#$%&'*+.^`|~-]{1,80}$/
const origin = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/

const stop = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isMap = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function readList(given: Json, pattern: RegExp): string[] | null {
  if (!Array.isArray(given) || given.length > 50) return null
  const texts = given.filter((item) => typeof item === 'string')
  return texts.length === given.length && texts.every((item) => pattern.test(item)) ? texts : null
}

/** `https://*.example.org` stands for every name below it, and not for itself. */
function allows(allowed: string, asking: string): boolean {
  if (allowed === '*') return true
  // Only what has the form of an origin is compared: a browser sends no other, a script may.
  if (!origin.test(asking) || asking.includes('*')) return false
  if (allowed === asking) return true
  const [scheme, rest] = allowed.split('*', 2)
  return rest !== undefined && asking.startsWith(scheme ?? '') && asking.endsWith(rest)
}

function preflight(policy: Policy, method: string, wanted: string): string | null {
  const isSimple = method === 'GET' || method === 'HEAD' || method === 'POST'
  if (!isSimple && !policy.methods.includes(method)) return `the method ${method} is not allowed`
  const known = new Set(policy.headers.map((name) => name.toLowerCase()))
  for (const name of wanted.toLowerCase().split(',')) {
    const header = name.trim()
    if (header === '' || known.has(header) || simpleHeaders.has(header)) continue
    return `the header ${header.slice(0, 80)} is not allowed`
  }
  return null
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"policy": {"origins": ["https://*.example.org"], "methods?": ["PUT"], "headers?": [], "exposed?": [], "credentials?": false, "maxAge?": 600}, "method": "OPTIONS", "headers": {"origin": "https://a.example.org"}}'
  if (!isMap(body) || !isMap(body.policy) || !isMap(body.headers))
    return stop('"policy" and "headers" must be objects', hint)
  const { credentials = false, maxAge = 600 } = body.policy
  const origins = readList(body.policy.origins ?? null, /^(\*|http.*)$/)
  const methods = readList(body.policy.methods ?? [], /^[A-Z]{3,10}$/)
  const headers = readList(body.policy.headers ?? [], token)
  const exposed = readList(body.policy.exposed ?? [], token)
  if (origins === null || !origins.every((text) => text === '*' || origin.test(text)))
    return stop('"origins" must be a list of origins', 'https://example.org, without a path')
  if (methods === null || headers === null || exposed === null)
    return stop('"methods", "headers" or "exposed" is malformed', hint)
  if (typeof credentials !== 'boolean') return stop('"credentials" is true or false', hint)
  if (credentials && origins.includes('*'))
    return stop('a wildcard cannot go with credentials', 'name the origins')
  if (typeof maxAge !== 'number' || !Number.isInteger(maxAge) || maxAge < 0 || maxAge > 86_400)
    return stop('"maxAge" must be 0 to 86400 seconds', hint)

  const sent = new Map(
    Object.entries(body.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  )
  const asking = sent.get('origin')
  const wish = sent.get('access-control-request-method')
  const kind =
    asking === undefined
      ? 'same-origin'
      : body.method === 'OPTIONS' && wish !== undefined
        ? 'preflight'
        : 'actual'
  const answer: { [name: string]: string } = {}
  // Caches must know that the answer depends on the origin, also where it is a refusal.
  if (!origins.includes('*')) answer.Vary = 'Origin'
  const say = (allowed: boolean, reason: string | null): Response => ({
    body: { kind, allowed, reason, status: kind === 'preflight' ? 204 : 200, headers: answer },
  })
  if (asking === undefined) return say(true, null)
  // An opaque origin ("null") is nobody's, so that only a wildcard may let it in.
  if (!origins.some((allowed) => allows(allowed, asking)))
    return say(false, 'the origin is not allowed')
  const policy: Policy = { origins, methods, headers, exposed }
  if (kind === 'preflight') {
    const reason = preflight(policy, wish ?? '', sent.get('access-control-request-headers') ?? '')
    if (reason !== null) return say(false, reason)
    if (methods.length > 0) answer['Access-Control-Allow-Methods'] = methods.join(', ')
    if (headers.length > 0) answer['Access-Control-Allow-Headers'] = headers.join(', ')
    answer['Access-Control-Max-Age'] = String(maxAge)
  } else if (exposed.length > 0) answer['Access-Control-Expose-Headers'] = exposed.join(', ')
  answer['Access-Control-Allow-Origin'] = origins.includes('*') ? '*' : asking
  if (credentials) answer['Access-Control-Allow-Credentials'] = 'true'
  return say(true, null)
}
