// Which route does a request take? Patterns are compared piece by piece, the most specific wins, so the
// order of the table never matters. It answers the route and runs nothing.

type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'param'; readonly name: string; readonly type: string }
  | { readonly kind: 'rest'; readonly name: string }
type Route = { readonly text: string; readonly method: string; readonly pieces: readonly Piece[] }

const types = new Map([
  ['int', /^\d{1,15}$/],
  ['slug', /^[a-z0-9]+(?:-[a-z0-9]+)*$/],
  ['uuid', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['any', /^/],
])

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

function readPiece(text: string): Piece | null {
  const param = /^:([a-z]\w{0,30})(?:\(([a-z]+)\))?$/i.exec(text)
  if (param) {
    const [, name = '', type = 'any'] = param
    return types.has(type) ? { kind: 'param', name, type } : null
  }
  const rest = /^\*([a-z]\w{0,30})$/i.exec(text)
  if (rest) return { kind: 'rest', name: rest[1] ?? '' }
  return /^[^:*\s?#]+$/.test(text) ? { kind: 'word', text } : null
}

function readRoute(text: Json): Route | null {
  const found =
    typeof text === 'string' && text.length <= 300 && /^([A-Z]{1,10}) (\/\S*)$/.exec(text)
  if (!found) return null
  const [whole, method = '', path = ''] = found
  const pieces = splitPath(path).map(readPiece)
  if (!pieces.every((piece) => piece !== null)) return null
  const names = pieces.flatMap((piece) => (piece.kind === 'word' ? [] : [piece.name]))
  const isRestLast = pieces.slice(0, -1).every((piece) => piece.kind !== 'rest')
  return isRestLast && new Set(names).size === names.length ? { text: whole, method, pieces } : null
}

/** Segments without the empty ones at both ends: `/a/` is `/a`. */
const splitPath = (path: string) =>
  path
    .replace(/^\/|\/$/g, '')
    .split('/')
    .filter((part, _, all) => all.length > 1 || part !== '')

/** The smaller the more specific; routes with the same key take the very same paths. */
const weightOf = (piece: Piece | undefined) =>
  piece === undefined || piece.kind === 'word'
    ? 0
    : piece.kind === 'rest'
      ? 3
      : piece.type === 'any'
        ? 2
        : 1

const keyOf = ({ method, pieces }: Route) =>
  `${method} /${pieces.map((piece) => (piece.kind === 'word' ? `=${piece.text}` : piece.kind === 'rest' ? '*' : `:${piece.type}`)).join('/')}`

function bySpecificity(a: Route, b: Route): number {
  for (let i = 0; i < Math.max(a.pieces.length, b.pieces.length); i++) {
    const difference = weightOf(a.pieces[i]) - weightOf(b.pieces[i])
    if (difference !== 0) return difference
  }
  return 0
}

/** The parameters, or null when the path is another. A rest takes one segment or more. */
function matchRoute({ pieces }: Route, segments: readonly string[]): Map<string, string> | null {
  const params = new Map<string, string>()
  for (const [i, piece] of pieces.entries()) {
    const segment = segments[i]
    if (segment === undefined) return null
    if (piece.kind === 'rest') return params.set(piece.name, segments.slice(i).join('/'))
    if (piece.kind === 'word' && piece.text !== segment) return null
    if (piece.kind === 'param') {
      if (segment === '' || !types.get(piece.type)?.test(segment)) return null
      params.set(piece.name, segment)
    }
  }
  return segments.length === pieces.length ? params : null
}

/** Decoded after splitting, so that `%2F` stays inside its segment; null when it decodes to nothing. */
function decode(segments: readonly string[]): string[] | null {
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return null
  }
}

export function handle({ body }: Request): Response {
  const shape =
    '{"routes": ["GET /users/:id(int)", "GET /files/*rest"], "method": "GET", "path": "/users/7"}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { routes: given, method = 'GET', path } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return refuse('"routes" must be a list of 1 to 200', shape)
  if (typeof method !== 'string' || !/^[A-Z]{1,10}$/.test(method))
    return refuse('"method" is no method', 'capital letters, such as GET')
  if (typeof path !== 'string' || path.length > 2048 || !/^\/[^?#]*$/.test(path))
    return refuse('"path" must start with a slash', 'at most 2048 characters, without ? and #')
  const routes: Route[] = []
  for (const [i, text] of given.entries()) {
    const route = readRoute(text)
    if (route === null)
      return refuse(
        `route ${i} is malformed`,
        `METHOD /word/:name(${[...types.keys()].join('|')})/*rest`,
      )
    routes.push(route)
  }
  const segments = decode(splitPath(path))
  if (segments === null)
    return refuse('"path" has a broken % sequence', 'write a percent sign as %25')

  const taken = new Set<string>()
  const shadowed = routes.filter((route) => taken.size === taken.add(keyOf(route)).size)
  const fits = routes
    .map((route) => ({ route, params: matchRoute(route, segments) }))
    .filter(({ params }) => params !== null)
    .sort((a, b) => bySpecificity(a.route, b.route))
  // HEAD is GET without the body, wherever nobody says otherwise.
  const best =
    fits.find(({ route }) => route.method === method) ??
    fits.find(({ route }) => method === 'HEAD' && route.method === 'GET')
  const allow = best ? [] : [...new Set(fits.map(({ route }) => route.method))].sort()
  return {
    body: {
      status: best ? 200 : allow.length > 0 ? 405 : 404,
      route: best?.route.text ?? null,
      params: Object.fromEntries(best?.params ?? []),
      allow,
      shadowed: shadowed.map((route) => route.text),
    },
  }
}
