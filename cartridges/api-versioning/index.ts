// Which version of an API a request means, and what its answer must say about it: the path, a vendor
// media type, a header or a query name it, and a version past its sunset is refused (RFC 8594, RFC 9745).

type Version = { number: number; minor: number; deprecated: number | null; sunset: number | null }
type Wish = { source: string; major: number; minor: number | null }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function dayOf(day: Json | undefined): number | null | undefined {
  if (day === undefined || day === null) return null
  if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(day) ? undefined : time
}

const wishOf = (source: string, text: string): Wish | null => {
  const [, major, minor] = /^v?(\d{1,4})(?:\.(\d{1,4}))?$/i.exec(text.trim()) ?? []
  if (major === undefined) return null
  return { source, major: Number(major), minor: minor === undefined ? null : Number(minor) }
}

function readVersion(given: Json): Version | null {
  if (!isRecord(given) || typeof given.version !== 'string') return null
  const named = wishOf('', given.version)
  const deprecated = dayOf(given.deprecated)
  const sunset = dayOf(given.sunset)
  if (named === null || deprecated === undefined || sunset === undefined) return null
  if (sunset !== null && sunset < (deprecated ?? sunset)) return null
  return { number: named.major, minor: named.minor ?? 0, deprecated, sunset }
}

/** All places that name a version, the strongest first; null where one is unreadable. */
function wishes(path: string, headers: { [key: string]: Json }): (Wish | null)[] {
  const header = (name: string) => {
    const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
    return typeof value === 'string' ? value : undefined
  }
  const [route = '', query = ''] = path.split('?', 2)
  const found: (Wish | null)[] = []
  const inPath = /^\/(?:api\/)?(v\d[\d.]*)(?=\/|$)/i.exec(route)?.[1]
  if (inPath !== undefined) found.push(wishOf('path', inPath))
  const named = header('api-version')
  if (named !== undefined) found.push(wishOf('header', named))
  const accept = header('accept') ?? ''
  const inAccept =
    /application\/vnd\.[\w.-]+?\.v([\d.]+)(?:\+json)?/i.exec(accept)?.[1] ??
    /;\s*version="?([^";,\s]+)/i.exec(accept)?.[1]
  if (inAccept !== undefined) found.push(wishOf('accept', inAccept))
  const asked = /(?:^|&)(?:api-)?version=([^&]*)/i.exec(query)?.[1]
  if (asked !== undefined) found.push(wishOf('query', asked))
  return found
}

const textOf = ({ number, minor }: Version) => `${number}.${minor}`

export function handle({ body }: Request): Response {
  const hint =
    'POST {"versions": [{"version": "2.1", "deprecated?": "2026-01-01", "sunset?"}], "today": "2026-11-20", "path": "/v2/users", "headers?": {}}'
  if (!isRecord(body)) return bad('the body must be an object', hint)
  const { versions: given, path, headers = {} } = body
  const today = dayOf(body.today)
  if (typeof today !== 'number') return bad('"today" is no day', hint)
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > 2000)
    return bad('"path" must start with /', hint)
  if (!isRecord(headers)) return bad('"headers" must be an object', hint)
  if (!Array.isArray(given) || given.length === 0 || given.length > 50)
    return bad('"versions" must be 1 to 50 versions', hint)
  const versions = given.map(readVersion).filter((version) => version !== null)
  if (versions.length < given.length) return bad('a version is malformed', hint)
  // The newest first, so that the first that fits is the right one.
  versions.sort((a, b) => b.number - a.number || b.minor - a.minor)

  const all = wishes(path, headers)
  const clear = all.filter((wish) => wish !== null)
  const available = versions
    .filter(({ sunset }) => sunset === null || sunset > today)
    .map((version) => textOf(version))
  const refuse = (status: number, reason: string): Response => ({
    body: {
      status,
      version: null,
      source: clear[0]?.source ?? null,
      reason,
      headers: {},
      available,
    },
  })
  if (clear.length < all.length) return refuse(400, 'a version cannot be read')
  const [first] = clear
  if (clear.some((wish) => wish.major !== first?.major)) return refuse(400, 'the versions disagree')
  // A client of 2.1 can work with 2.3 and not with 2.0: minors add and never remove.
  const minor = Math.max(0, ...clear.map((wish) => wish.minor ?? 0))
  const fits = versions.filter(
    (version) => first === undefined || (version.number === first.major && version.minor >= minor),
  )
  const alive = fits.filter(({ sunset }) => sunset === null || sunset > today)
  // Who names nothing gets the newest one that is not on its way out.
  const chosen = alive.find(({ deprecated }) => (deprecated ?? today + 1) > today) ?? alive[0]
  if (chosen === undefined)
    return fits.length > 0
      ? refuse(410, 'the version is gone')
      : refuse(404, 'there is no such version')
  const { deprecated, sunset } = chosen
  const added: { [name: string]: string } = { 'API-Version': textOf(chosen) }
  if (deprecated !== null) added.Deprecation = `@${deprecated / 1000}`
  if (sunset !== null) added.Sunset = new Date(sunset).toUTCString()
  if (clear.some(({ source }) => source === 'accept')) added.Vary = 'Accept'
  if (clear.some(({ source }) => source === 'header'))
    added.Vary = added.Vary === undefined ? 'API-Version' : 'Accept, API-Version'
  return {
    body: {
      status: 200,
      version: textOf(chosen),
      source: first?.source ?? 'default',
      reason: null,
      headers: added,
      available,
    },
  }
}
