// A sitemap by sitemaps.org. Addresses that cannot be in it (another host, twice the same) are left out
// with their reason; a wrong date or priority is the caller's mistake and refused.

type JsonObject = { readonly [key: string]: Json }
type Entry = { loc: string; lastmod?: string; changefreq?: string; priority?: number }

class BadInput extends Error {}

const frequencies = ['always', 'hourly', 'daily', 'weekly', 'monthly', 'yearly', 'never']
const w3cDate =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeXml = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? '&apos;',
  )

function readEntry(given: Json, at: number): Entry {
  if (typeof given === 'string') return { loc: given }
  if (!isObject(given) || typeof given.loc !== 'string')
    throw new BadInput(`urls[${at}] must be text or have a "loc"`)
  const { loc, lastmod, changefreq, priority } = given
  const entry: Entry = { loc }
  if (lastmod !== undefined) {
    if (typeof lastmod !== 'string' || !w3cDate.test(lastmod) || Number.isNaN(Date.parse(lastmod)))
      throw new BadInput(`urls[${at}].lastmod must be like 2026-11-20 or 2026-11-20T09:30:00Z`)
    entry.lastmod = lastmod
  }
  if (changefreq !== undefined) {
    if (typeof changefreq !== 'string' || !frequencies.includes(changefreq))
      throw new BadInput(`urls[${at}].changefreq must be one of ${frequencies.join(', ')}`)
    entry.changefreq = changefreq
  }
  if (priority !== undefined) {
    if (typeof priority !== 'number' || !(priority >= 0 && priority <= 1))
      throw new BadInput(`urls[${at}].priority must be a number from 0 to 1`)
    entry.priority = priority
  }
  return entry
}

/** The whole address without its fragment, every character outside of ASCII percent-encoded. */
function absolute(loc: string, site: string): string {
  const [path = ''] = loc.trim().split('#')
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(path)
    ? path
    : `${site}${path.startsWith('/') ? '' : '/'}${path}`
  const encoded = encodeURI(whole.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('%25', '%')
  return encoded.toLowerCase() === site.toLowerCase() ? `${encoded}/` : encoded
}

function build(body: JsonObject) {
  const { site, urls } = body
  if (typeof site !== 'string' || !/^https?:\/\/[a-z0-9.-]+(:\d+)?\/?$/i.test(site))
    throw new BadInput('"site" must be scheme and host, like https://example.org')
  if (!Array.isArray(urls) || urls.length === 0 || urls.length > 1000)
    throw new BadInput('"urls" must be a list of 1 to 1000')
  const root = site.replace(/\/$/, '')
  const seen = new Set<string>()
  const skipped: { loc: string; reason: string }[] = []
  const lines: string[] = []
  for (const [index, given] of urls.entries()) {
    const entry = readEntry(given, index)
    const loc = absolute(entry.loc, root)
    const isOurs = loc.toLowerCase().startsWith(`${root.toLowerCase()}/`)
    const reason =
      loc.length > 2048
        ? 'longer than 2048 characters'
        : !isOurs
          ? 'not on this site'
          : seen.has(loc)
            ? 'listed before'
            : null
    if (reason !== null) {
      skipped.push({ loc: entry.loc.slice(0, 200), reason })
      continue
    }
    seen.add(loc)
    const { lastmod, changefreq, priority } = entry
    lines.push(
      `  <url><loc>${escapeXml(loc)}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}${changefreq ? `<changefreq>${changefreq}</changefreq>` : ''}${priority === undefined ? '' : `<priority>${priority.toFixed(1)}</priority>`}</url>`,
    )
  }
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`
  return { count: seen.size, xml, skipped }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"site": "https://example.org", "urls": ["/", {"loc": "/a", "lastmod": "2026-11-20"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { body: build(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
