// Parameters of a path by patterns such as /users/:id<int>/files/*rest. Of several patterns the most
// specific wins, whatever their order: fixed text before typed, typed before any, any before the rest.

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one'; readonly name: string; readonly type: string }
  | { readonly kind: 'rest'; readonly name: string }

const types = new Map([
  ['any', /^.+$/s],
  ['int', /^-?\d{1,15}$/],
  ['slug', /^[a-z0-9]+(-[a-z0-9]+)*$/],
  ['uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i],
  ['date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/],
])

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** The parts of a pattern, or what is wrong with it. */
function parse(pattern: string): readonly Part[] | string {
  if (!pattern.startsWith('/') || pattern.length > 300) return 'must start with / and be short'
  const parts: Part[] = []
  const names = new Set<string>()
  for (const text of pattern.split('/').slice(1)) {
    if (parts.at(-1)?.kind === 'rest') return 'has something behind the rest'
    const [, sign, name = '', type = 'any'] =
      /^([:*])([a-z]\w{0,30})(?:<(\w+)>)?$/i.exec(text) ?? []
    if (sign === undefined) {
      if (/[:*<>]/.test(text)) return `has a part "${text}" that is neither text nor :name<type>`
      parts.push({ kind: 'text', text })
      continue
    }
    if (names.has(name)) return `names "${name}" twice`
    if (!types.has(type)) return `has an unknown type "${type}"`
    names.add(name)
    parts.push(sign === '*' ? { kind: 'rest', name } : { kind: 'one', name, type })
  }
  return parts
}

/** One letter a part, so that comparing two texts tells the more specific pattern. */
const rankOf = (parts: readonly Part[]) =>
  parts
    .map((p) => (p.kind === 'text' ? 'a' : p.kind === 'rest' ? 'd' : p.type === 'any' ? 'c' : 'b'))
    .join('')

function matchParts(parts: readonly Part[], segments: readonly string[]): [string, Json][] | null {
  const found: [string, Json][] = []
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'rest') return [...found, [part.name, segments.slice(index).join('/')]]
    const segment = segments[index]
    if (segment === undefined) return null
    if (part.kind === 'text') {
      if (part.text !== segment) return null
    } else if (types.get(part.type)?.test(segment))
      found.push([part.name, part.type === 'int' ? Number(segment) : segment])
    else return null
  }
  return segments.length === parts.length ? found : null
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"patterns": ["/users/:id<int>", "/files/*rest"], "path": "/users/7"}'
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return refuse('the body must be an object', hint)
  const { patterns, path } = body
  if (!Array.isArray(patterns) || patterns.length === 0 || patterns.length > 100)
    return refuse('"patterns" must be 1 to 100 patterns', hint)
  if (typeof path !== 'string' || !path.startsWith('/') || path.length > 2000)
    return refuse('"path" must start with /', hint)
  let segments: string[]
  try {
    // Split first: an encoded slash belongs to its segment.
    segments = (path.split(/[?#]/, 1)[0] ?? '').split('/').slice(1).map(decodeURIComponent)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    return refuse('"path" has a broken % escape', 'encode it as UTF-8')
  }
  let best: { pattern: string; rank: string; params: [string, Json][] } | null = null
  for (const pattern of patterns) {
    const parts = typeof pattern === 'string' ? parse(pattern) : 'must be text'
    if (typeof parts === 'string')
      return refuse(`the pattern ${JSON.stringify(pattern).slice(0, 80)} ${parts}`, hint)
    const params = matchParts(parts, segments)
    const rank = rankOf(parts)
    if (params !== null && (best === null || rank < best.rank))
      best = { pattern: String(pattern), rank, params }
  }
  if (best === null) return { body: { matched: false, pattern: null, params: {} } }
  return { body: { matched: true, pattern: best.pattern, params: Object.fromEntries(best.params) } }
}
