// A readable trail from nothing but an address. What a reader would not say aloud (ids, index files,
// extensions) is left out; what is too long is folded in its middle.

type Crumb = { name: string; path: string | null }

const acronyms = new Set([
  'api',
  'css',
  'csv',
  'faq',
  'html',
  'http',
  'id',
  'json',
  'led',
  'pdf',
  'rss',
  'sql',
  'ui',
  'url',
  'usa',
  'xml',
])
const small = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
])
const idPattern = /^([0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}|[0-9a-f]{16,})$/i

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    // A stray per cent sign is part of the name.
    if (error instanceof URIError) return segment
    throw error
  }
}

/** `led_api-guide.html` -> `LED API Guide`; camelCase is taken apart as well. */
function nameOf(segment: string): string {
  const words = decode(segment)
    .replace(/\.(html?|php|aspx?|jsp|md)$/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_+-]+/)
    .filter(Boolean)
  return words
    .map((word, index) => {
      const lower = word.toLowerCase()
      if (acronyms.has(lower)) return word.toUpperCase()
      if (index > 0 && small.has(lower)) return lower
      const [first = '', ...rest] = word
      return first.toUpperCase() + rest.join('')
    })
    .join(' ')
}

function trailOf(path: string): Crumb[] {
  const trail: Crumb[] = [{ name: 'Home', path: '/' }]
  let walked = ''
  for (const segment of path.split('/').filter(Boolean)) {
    walked += `/${segment}`
    const name = nameOf(segment)
    const isSilent =
      name === '' || idPattern.test(decode(segment)) || /^(index|default)(\.\w+)?$/i.test(segment)
    const last = trail.at(-1)
    if (isSilent && last) last.path = walked
    else trail.push({ name, path: walked })
  }
  return trail
}

function fold(trail: readonly Crumb[], most: number): Crumb[] {
  if (trail.length <= most) return [...trail]
  return [...trail.slice(0, 1), { name: '…', path: null }, ...trail.slice(trail.length - most + 2)]
}

export function handle({ query }: Request): Response {
  const { url = '', most = '6' } = query
  if (url.length > 2000) return bad('"url" is longer than 2000 characters', 'send the path alone')
  const [, path] = /^(?:https?:\/\/[^\s/?#]+)?(\/[^\s?#]*)?(?:[?#].*)?$/i.exec(url) ?? []
  if (url === '' || (path === undefined && !/^https?:/i.test(url)))
    return bad('"url" is no address', 'like https://example.org/a/b or /a/b')
  if (!/^([3-9]|1\d|20)$/.test(most))
    return bad('"most" must be a whole number from 3 to 20', 'leave it away for 6')
  const trail = fold(trailOf(path ?? '/'), Number(most))
  return { body: { text: trail.map(({ name }) => name).join(' › '), trail } }
}
