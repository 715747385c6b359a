// A cookie policy from Set-Cookie headers (RFC 6265bis). Values of cookies are not repeated anywhere:
// they may be somebody's session.

type JsonObject = { readonly [key: string]: Json }
type Cookie = { name: string; seconds: number | null; flags: Map<string, string> }

class BadInput extends Error {}

const purposes = ['necessary', 'preferences', 'statistics', 'marketing'] as const
const words: { readonly [purpose: string]: string } = {
  necessary: 'The site does not work without them.',
  preferences: 'They remember what you chose.',
  statistics: 'They count how the site is used.',
  marketing: 'They recognise you for advertising.',
  unclassified: 'Nobody has said yet what they are for.',
}
const units: readonly (readonly [number, string])[] = [
  [31_536_000, 'year'],
  [2_592_000, 'month'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
]

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeMarkdown = (text: string) => text.replace(/[\\`*_~[\]<>&|#]/g, '\\$&')

function parse(header: Json, index: number): Cookie {
  const [pair = '', ...rest] =
    typeof header === 'string' && header.length <= 4096 ? header.split(';') : []
  const [, name = ''] = /^\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=/.exec(pair) ?? []
  if (name === '') throw new BadInput(`headers[${index}] is no Set-Cookie value`)
  const flags = new Map<string, string>()
  for (const part of rest) {
    const [key = '', ...value] = part.split('=')
    flags.set(key.trim().toLowerCase(), value.join('=').trim())
  }
  // Max-Age wins over Expires, which without the date of the answer tells no lifetime.
  const age = /^-?\d{1,12}$/.test(flags.get('max-age') ?? '') ? Number(flags.get('max-age')) : null
  return { name, seconds: age, flags }
}

function lifetimeOf({ seconds, flags }: Cookie): string {
  if (seconds === null)
    return flags.has('expires')
      ? `until ${escapeMarkdown(flags.get('expires') ?? '')}`
      : 'until the browser closes'
  if (seconds <= 0) return 'deleted at once'
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 'second']
  const count = Math.round(seconds / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function findingsOf({ name, seconds, flags }: Cookie): string[] {
  const sameSite = (flags.get('samesite') ?? '').toLowerCase()
  return [
    ...(flags.has('secure') ? [] : ['is sent over plain HTTP as well: add Secure']),
    ...(flags.has('httponly') ? [] : ['can be read by scripts: add HttpOnly unless they need it']),
    ...(sameSite === '' ? ['leaves SameSite to the browser: say Lax or Strict'] : []),
    ...(sameSite === 'none' && !flags.has('secure')
      ? ['has SameSite=None without Secure: browsers drop it']
      : []),
    ...((seconds ?? 0) > 34_560_000 ? ['asks for more than 400 days: browsers cut that'] : []),
    ...(name.startsWith('__Host-') && (flags.get('path') !== '/' || flags.has('domain'))
      ? ['breaks the rules of __Host-: Path=/ and no Domain']
      : []),
  ]
}

/** The longest matching name wins, so `_ga_x` may differ from `_ga*`. */
function purposeOf(name: string, given: JsonObject): string {
  const keys = Object.keys(given).filter((key) =>
    key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : key === name,
  )
  const best = keys.sort((a, b) => b.length - a.length)[0]
  return best === undefined ? 'unclassified' : String(given[best])
}

function policy(body: JsonObject) {
  const { site, headers, purposes: given = {} } = body
  if (typeof site !== 'string' || site.trim() === '' || site.length > 100)
    throw new BadInput('"site" must be text of 1 to 100 characters')
  if (!Array.isArray(headers) || headers.length === 0 || headers.length > 100)
    throw new BadInput('"headers" must be a list of 1 to 100')
  if (!isObject(given)) throw new BadInput('"purposes" must be an object by cookie name')
  for (const [name, purpose] of Object.entries(given))
    if (!purposes.some((known) => known === purpose))
      throw new BadInput(
        `the purpose of "${name.slice(0, 40)}" must be one of ${purposes.join(', ')}`,
      )
  const found = headers.map(parse)
  const cookies = found.map((cookie) => {
    const purpose = purposeOf(cookie.name, given)
    return {
      name: cookie.name,
      purpose,
      lifetime: lifetimeOf(cookie),
      consent: purpose !== 'necessary',
    }
  })
  const groups = [...purposes, 'unclassified'].flatMap((purpose) => {
    const members = cookies.filter((cookie) => cookie.purpose === purpose)
    if (members.length === 0) return []
    const rows = members.map(({ name, lifetime }) => `| ${escapeMarkdown(name)} | ${lifetime} |`)
    const consent =
      purpose === 'necessary' ? 'They are set without asking.' : 'They are set only if you agree.'
    return [
      `## ${purpose[0]?.toUpperCase()}${purpose.slice(1)} cookies\n\n${words[purpose]} ${consent}\n\n| Name | Kept |\n|---|---|\n${rows.join('\n')}`,
    ]
  })
  const findings = found.flatMap((cookie) =>
    findingsOf(cookie).map((finding) => ({ name: cookie.name, finding })),
  )
  return {
    markdown: [`# Cookies of ${escapeMarkdown(site)}`, ...groups].join('\n\n').concat('\n'),
    cookies,
    findings,
  }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"site": "example.org", "headers": ["sid=x; Secure"], "purposes": {"sid": "necessary"}}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { body: policy(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
