// Bookmarks found again by tags. Addresses are compared without what does not change the page (tracking
// parameters, fragment, default port), so that the same page is never kept twice.

type Bookmark = { id: number; url: string; title: string; tags: string[] }

const maxBookmarks = 200
const tracking = /^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)$/i

const no = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** The address without what two links to one page differ in, or null if it is none. */
function canonical(url: Json | undefined): string | null {
  if (typeof url !== 'string' || url.length > 1000 || /[\s"<>\\]/.test(url)) return null
  const [, scheme = '', host = '', path = '', query = ''] =
    /^(https?):\/\/([^/?#@]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(url) ?? []
  const name = host.toLowerCase().replace(scheme.toLowerCase() === 'http' ? /:80$/ : /:443$/, '')
  if (!/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*(:\d{1,5})?$/u.test(name)) return null
  const kept = query
    .split('&')
    .filter((pair) => pair !== '' && !tracking.test(pair.split('=', 1)[0] ?? ''))
  return `${scheme.toLowerCase()}://${name}${path || '/'}${kept.length > 0 ? `?${kept.join('&')}` : ''}`
}

/** Tags in lower case, sorted and without doubles; null if one cannot be a tag. */
function readTags(given: Json): string[] | null {
  if (!Array.isArray(given) || given.length > 10) return null
  const tags = given.map((tag) => (typeof tag === 'string' ? tag.trim().toLowerCase() : ''))
  return tags.every((tag) => /^[\p{L}\p{N}][\p{L}\p{N}_.+-]{0,29}$/u.test(tag))
    ? [...new Set(tags)].sort()
    : null
}

function save(owner: string, all: readonly Bookmark[], body: Json): Response {
  const hint = '{"url": "https://example.org/a", "title": "An example", "tags": ["reading"]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return no('the body must be an object', hint)
  const url = canonical(body.url)
  if (url === null) return no('"url" is no http address', hint)
  const { title = url } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 200)
    return no(
      '"title" must be text of 1 to 200 characters',
      'without one, the address is the title',
    )
  const tags = readTags(body.tags ?? [])
  if (tags === null) return no('"tags" must be at most 10 words of 30 characters', hint)

  const known = all.find((bookmark) => bookmark.url === url)
  if (known === undefined && all.length >= maxBookmarks)
    return no(`you have ${maxBookmarks} bookmarks`, 'DELETE /<id> frees one', 409)
  const id = known?.id ?? (all.at(-1)?.id ?? 0) + 1
  const bookmark = { id, url, title: title.trim(), tags }
  kv.set(
    owner,
    [...all.filter((other) => other.id !== id), bookmark].sort((a, b) => a.id - b.id),
  )
  return { status: known === undefined ? 201 : 200, body: bookmark }
}

function find(all: readonly Bookmark[], wish: string): Response {
  const wanted = wish
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const found = all.filter(({ tags }) =>
    wanted.every((tag) =>
      tag.startsWith('-') ? !tags.includes(tag.slice(1)) : tags.includes(tag),
    ),
  )
  const counts = new Map<string, number>()
  for (const { tags } of found) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const tags = [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([tag, count]) => ({ tag, count }))
  return { body: { count: found.length, bookmarks: found.toReversed(), tags: tags.slice(0, 30) } }
}

/** The file that every browser imports. */
function netscape(all: readonly Bookmark[]): Response {
  const lines = all.map(
    ({ url, title, tags }) =>
      `<DT><A HREF="${escapeHtml(url)}" TAGS="${tags.join(',')}">${escapeHtml(title)}</A>`,
  )
  const head = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>'
  return {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: [head, ...lines, '</DL><p>', ''].join('\n'),
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const all = (kv.get(owner) ?? []) as Bookmark[]
  if (path === '/' && method === 'POST') return save(owner, all, body)
  if (path === '/' && method === 'GET') return find(all, query.tags ?? '')
  if (path === '/export' && method === 'GET') return netscape(all)
  const id = /^\/(\d{1,6})$/.exec(path)?.[1]
  if (id === undefined || method !== 'DELETE')
    return no('there is nothing like that', 'POST /, GET /?tags=a,-b, GET /export, DELETE /<id>')
  const gone = all.find((bookmark) => bookmark.id === Number(id))
  if (gone === undefined) return no(`there is no bookmark ${id}`, 'GET / lists yours', 404)
  kv.set(
    owner,
    all.filter((bookmark) => bookmark !== gone),
  )
  return { body: gone }
}
