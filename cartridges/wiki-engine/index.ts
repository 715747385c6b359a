// A wiki. Links are [[names]], found when a page is saved; what links here is read from the links of the
// others and never stored twice, so it cannot go stale.

type Page = { revision: number; text: string; links: string[] }

const maxPages = 100
const maxText = 4_000
const maxLinks = 50

const hint =
  'PUT /home {"text": "See [[lamps]].", "revision": 0}, GET /home, DELETE /home, GET / for all'

const refuse = (status: number, error: string): Response => ({ status, body: { error, hint } })

/** "Blue Lamp!" and "blue-lamp" are the same page. */
function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '')
}

/** The pages a text links to, each once; `[[name|words]]` shows other words. */
function linksOf(text: string): string[] {
  const names = [...text.matchAll(/\[\[([^[\]|\n]{1,100})(?:\|[^[\]\n]{0,200})?\]\]/g)]
  const slugs = names.map(([, name = '']) => slugOf(name)).filter((slug) => slug !== '')
  return [...new Set(slugs)]
}

function allPages(): Map<string, Page> {
  return new Map(kv.list('', maxPages).map((slug) => [slug, kv.get(slug) as Page]))
}

function view(slug: string, page: Page): Json {
  const pages = allPages()
  const linkedFrom = [...pages]
    .filter(([other, { links }]) => other !== slug && links.includes(slug))
    .map(([other]) => other)
  const missing = page.links.filter((link) => link !== slug && !pages.has(link))
  return { page: slug, ...page, missing, linkedFrom }
}

function overview(): Json {
  const pages = allPages()
  const linked = new Set<string>()
  for (const [slug, { links }] of pages)
    for (const link of links) if (link !== slug) linked.add(link)
  return {
    pages: [...pages.keys()],
    wanted: [...linked].filter((slug) => !pages.has(slug)).sort(),
    orphans: [...pages.keys()].filter((slug) => slug !== 'home' && !linked.has(slug)),
  }
}

function save(slug: string, old: Page | undefined, body: Json): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse(400, 'the body must be an object')
  const { text, revision } = body
  if (typeof text !== 'string' || text.length > maxText)
    return refuse(400, `"text" must be text of at most ${maxText} characters`)
  if (typeof revision !== 'number' || !Number.isInteger(revision) || revision < 0)
    return refuse(400, '"revision" must be the one you began from, 0 for a new page')
  const current = old?.revision ?? 0
  if (revision !== current)
    return refuse(409, `the page is at revision ${current}: read it and put your change there`)
  if (old === undefined && kv.list('', maxPages).length >= maxPages)
    return refuse(409, `the wiki has ${maxPages} pages already`)
  const links = linksOf(text)
  if (links.length > maxLinks) return refuse(400, `a page links to at most ${maxLinks} others`)
  const page = { revision: current + 1, text, links }
  kv.set(slug, page)
  return { body: view(slug, page) }
}

export function handle({ method, path, body }: Request): Response {
  if (path === '/' && method === 'GET') return { body: overview() }
  const slug = path.slice(1)
  if (slug === '' || slugOf(slug) !== slug)
    return refuse(400, 'a page is named by small letters, digits and single dashes')
  const page = kv.get(slug) as Page | undefined
  if (method === 'PUT') return save(slug, page, body)
  if (page === undefined) return refuse(404, `there is no page "${slug}"`)
  const shown = view(slug, page)
  if (method === 'DELETE') kv.delete(slug)
  else if (method !== 'GET') return refuse(400, `${method} is not known here`)
  return { body: shown }
}
