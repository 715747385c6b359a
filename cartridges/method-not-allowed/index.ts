// How to answer a method on a resource, by RFC 9110: go on, 204 for OPTIONS, 405 with Allow, or 501 for a
// method nobody registered. Method names are case-sensitive, so `get` is a method nobody has.

type Nature = { readonly safe: boolean; readonly idempotent: boolean }

const natures = new Map<string, Nature>([
  ['GET', { safe: true, idempotent: true }],
  ['HEAD', { safe: true, idempotent: true }],
  ['OPTIONS', { safe: true, idempotent: true }],
  ['TRACE', { safe: true, idempotent: true }],
  ['PUT', { safe: false, idempotent: true }],
  ['DELETE', { safe: false, idempotent: true }],
  ['POST', { safe: false, idempotent: false }],
  ['PATCH', { safe: false, idempotent: false }],
  ['CONNECT', { safe: false, idempotent: false }],
])

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** A token of HTTP: what may stand in a method, and so never breaks a header. */
const isToken = (text: string) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/.test(text)

/** What the resource really has: HEAD follows from GET, and OPTIONS can always be answered. */
function completeMethods(supported: readonly string[]): Set<string> {
  const methods = new Set([...supported, 'OPTIONS'])
  if (methods.has('GET')) methods.add('HEAD')
  return methods
}

function decide(method: string, supported: readonly string[]): { [name: string]: Json } {
  const allow = [...completeMethods(supported)].sort().join(', ')
  if (supported.includes(method))
    return { status: null, handleAs: method, headers: {}, reason: 'the resource has this method' }
  if (method === 'HEAD' && supported.includes('GET'))
    return {
      status: null,
      handleAs: 'GET',
      headers: {},
      reason: 'answer as GET and leave the body out',
    }
  if (method === 'OPTIONS')
    return {
      status: 204,
      handleAs: null,
      headers: { Allow: allow },
      reason: 'tell what the resource has',
    }
  if (natures.has(method))
    return {
      status: 405,
      handleAs: null,
      headers: { Allow: allow },
      reason: 'the resource does not have this method',
    }
  const upper = method.toUpperCase()
  const reason = natures.has(upper)
    ? `method names are case-sensitive: ${upper} was meant`
    : 'this server knows no such method'
  return { status: 501, handleAs: null, headers: {}, reason }
}

export function handle({ query, body }: Request): Response {
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : query
  const { method, supported } = given
  const hint = 'GET /?method=DELETE&supported=GET,POST'
  if (typeof method !== 'string' || !isToken(method))
    return refuse('"method" is no method name', `${hint}: a token of 1 to 20 characters`)
  if (typeof supported !== 'string' || supported.length > 200)
    return refuse('"supported" must be names with commas', hint)
  const names = supported.split(',').map((name) => name.trim())
  if (!names.every(isToken)) return refuse('"supported" holds what is no method name', hint)
  const nature = natures.get(method)
  return {
    body: {
      ...decide(method, names),
      safe: nature?.safe ?? null,
      idempotent: nature?.idempotent ?? null,
    },
  }
}
