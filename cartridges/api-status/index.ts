// One word for an API from what its endpoints did. Availability is weighted by traffic; an endpoint too
// quiet to judge does not speak for the whole.

type JsonObject = { readonly [key: string]: Json }
type Endpoint = { name: string; requests: number; errors: number; p95Ms: number | null }
type Status = 'operational' | 'slow' | 'degraded' | 'outage' | 'unknown'

/** Fewer requests than this say little about an endpoint. */
const judgedFrom = 100

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: Json | undefined): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0

const round = (value: number, places: number) => Math.round(value * 10 ** places) / 10 ** places

function readEndpoint(item: Json): Endpoint | string {
  if (!isObject(item)) return 'must be an object'
  const { name, requests, errors, p95Ms = null } = item
  if (typeof name !== 'string' || name === '' || name.length > 100)
    return 'needs a "name" of at most 100 characters'
  if (!isCount(requests) || !isCount(errors) || errors > requests)
    return 'needs whole numbers "requests" and "errors", errors not above requests'
  if (p95Ms !== null && !(typeof p95Ms === 'number' && p95Ms >= 0))
    return 'has a "p95Ms" that is no time'
  return { name, requests, errors, p95Ms }
}

function statusOf(
  { requests, errors, p95Ms }: Omit<Endpoint, 'name'>,
  objective: number,
  latencyMs: number,
): Status {
  if (requests === 0) return 'unknown'
  const success = 100 * (1 - errors / requests)
  if (success < 50) return 'outage'
  if (success < objective) return 'degraded'
  return p95Ms !== null && p95Ms > latencyMs ? 'slow' : 'operational'
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"objective": 99.9, "latencyMs": 500, "endpoints": [{"name": "GET /", "requests": 100, "errors": 1, "p95Ms": 80}]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { objective = 99.9, latencyMs = 500, endpoints: given } = body
  if (typeof objective !== 'number' || !(objective >= 50 && objective <= 99.999))
    return bad('"objective" must be a number from 50 to 99.999', hint)
  if (typeof latencyMs !== 'number' || !(latencyMs > 0))
    return bad('"latencyMs" must be a number above 0', hint)
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return bad('"endpoints" must be a list of 1 to 200', hint)
  const endpoints: Endpoint[] = []
  for (const [index, item] of given.entries()) {
    const endpoint = readEndpoint(item)
    if (typeof endpoint === 'string') return bad(`endpoints[${index}] ${endpoint}`, hint)
    endpoints.push(endpoint)
  }
  const sum = (key: 'requests' | 'errors') =>
    endpoints.reduce((total, endpoint) => total + endpoint[key], 0)
  const [requests, errors] = [sum('requests'), sum('errors')]
  const rows = endpoints
    .sort((a, b) => b.errors - a.errors || b.requests - a.requests)
    .map((endpoint) => ({ ...endpoint, status: statusOf(endpoint, objective, latencyMs) }))
  const whole = statusOf({ requests, errors, p95Ms: null }, objective, latencyMs)
  const judged = rows.filter((row) => row.requests >= judgedFrom)
  const isHurt = judged.some(({ status }) => status === 'degraded' || status === 'outage')
  const isSlow = judged.some(({ status }) => status === 'slow')
  const status: Status =
    whole !== 'operational' ? whole : isHurt ? 'degraded' : isSlow ? 'slow' : 'operational'
  const allowed = requests * (1 - objective / 100)
  return {
    body: {
      status,
      availability: requests === 0 ? null : round(100 * (1 - errors / requests), 4),
      budgetLeft: requests === 0 ? null : round(100 * (1 - errors / allowed), 1),
      requests,
      endpoints: rows,
    },
  }
}
