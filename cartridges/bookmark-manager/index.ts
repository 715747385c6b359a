// Bookmarks in folders, in an order of one's own: made, moved, searched, read in from the file that every
// browser exports and written back to it. A folder can never end up within itself.

type Entry = { id: number; parent: number; title: string; url: string | null }
/** Entries of a folder stand in their order; `parent` 0 is the top. */
type Shelf = { last: number; entries: Entry[] }
type Tree = { id: number; title: string; url?: string; children?: Tree[] }

const maxDepth = 8
/** A shelf is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000

class Wrong extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const toHtml = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`)

const fromHtml = (text: string) =>
  text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, dec, hex, name) => {
      if (name !== undefined)
        return { amp: '&', lt: '<', gt: '>', quot: '"' }[String(name).toLowerCase()] ?? "'"
      const code = dec === undefined ? Number.parseInt(hex, 16) : Number(dec)
      return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole
    },
  )

function readTitle(value: Json | undefined): string {
  const title = typeof value === 'string' ? value.replace(/[\s\p{Cc}]+/gu, ' ').trim() : ''
  if (title === '' || title.length > 120) throw new Wrong('"title" must have 1 to 120 characters')
  return title
}

function readUrl(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null
  if (
    typeof value !== 'string' ||
    value.length > 1000 ||
    !/^https?:\/\/[^\s/"<>\\]+[^\s"<>\\]*$/i.test(value)
  )
    throw new Wrong('"url" must be an http address')
  return value
}

/** From an entry up to the top; ids on the way. */
function pathOf({ entries }: Shelf, id: number): Entry[] {
  const entry = entries.find((one) => one.id === id)
  return entry === undefined ? [] : [...pathOf({ last: 0, entries }, entry.parent), entry]
}

const childrenOf = ({ entries }: Shelf, parent: number) =>
  entries.filter((entry) => entry.parent === parent)

const treeOf = (shelf: Shelf, parent: number): Tree[] =>
  childrenOf(shelf, parent).map(({ id, title, url }) =>
    url === null ? { id, title, children: treeOf(shelf, id) } : { id, title, url },
  )

const heightOf = (shelf: Shelf, id: number): number =>
  1 + Math.max(0, ...childrenOf(shelf, id).map((child) => heightOf(shelf, child.id)))

/** Puts an entry, new or from elsewhere, into a folder: before another one, or at its end. */
function place(
  shelf: Shelf,
  entry: Entry,
  parent: Json | undefined,
  before: Json | undefined,
): void {
  const target = parent ?? entry.parent
  const way = typeof target === 'number' ? pathOf(shelf, target) : []
  if (target !== 0 && (way.length === 0 || way.at(-1)?.url !== null))
    throw new Wrong('"parent" must be a folder, or 0 for the top')
  if (way.some(({ id }) => id === entry.id)) throw new Wrong('a folder cannot be put within itself')
  if (way.length + heightOf(shelf, entry.id) > maxDepth)
    throw new Wrong(`folders nest ${maxDepth} deep at most`)
  const moved: Entry = { ...entry, parent: Number(target) }
  const others = shelf.entries.filter(({ id }) => id !== entry.id)
  const at = others.findIndex(({ id, parent: own }) => id === before && own === target)
  if (before !== undefined && before !== null && at < 0)
    throw new Wrong('"before" must be another entry of that folder')
  others.splice(at < 0 ? others.length : at, 0, moved)
  shelf.entries = others
}

function create(shelf: Shelf, fields: { readonly [name: string]: Json }): Entry {
  const entry: Entry = {
    id: shelf.last + 1,
    parent: 0,
    title: readTitle(fields.title ?? fields.url),
    url: readUrl(fields.url),
  }
  place(shelf, entry, fields.parent ?? 0, fields.before)
  shelf.last = entry.id
  return shelf.entries.find(({ id }) => id === entry.id) ?? entry
}

/** Reads a Netscape bookmark file: headings open folders, `</DL>` closes the innermost. */
function read(shelf: Shelf, source: string): Json {
  const counts = { folders: 0, bookmarks: 0, skipped: 0 }
  const open: number[] = []
  let folder = 0
  const pattern = /<h3\b[^>]*>([^<]*)|<a\b([^>]*)>([^<]*)|<(\/?)dl\b/gi
  for (const [, heading, attributes, title, slash] of source.matchAll(pattern)) {
    const parent = open.at(-1) ?? 0
    const had = shelf.last
    try {
      if (heading !== undefined) {
        folder = parent
        folder = create(shelf, { title: fromHtml(heading), parent }).id
        counts.folders += 1
      } else if (attributes !== undefined) {
        const [, quoted] = /\bhref\s*=\s*"([^"]*)"/i.exec(attributes) ?? []
        const url = fromHtml(quoted ?? '')
        create(shelf, {
          title:
            fromHtml(title ?? '')
              .slice(0, 120)
              .trim() || url,
          url,
          parent,
        })
        counts.bookmarks += 1
      } else if (slash === '/') open.pop()
      else open.push(open.length === 0 ? 0 : folder)
    } catch (error) {
      if (!(error instanceof Wrong)) throw error
      counts.skipped += 1
    }
    if (shelf.last > had && JSON.stringify(shelf).length > maxCharacters)
      throw new Wrong('the file is too large', 409)
  }
  if (counts.folders + counts.bookmarks === 0)
    throw new Wrong('POST the file that a browser exports as text')
  return counts
}

function write(tree: readonly Tree[], indent = '    '): string {
  const items = tree.map(({ title, url, children }) =>
    children === undefined
      ? `${indent}<DT><A HREF="${toHtml(url ?? '')}">${toHtml(title)}</A>\n`
      : `${indent}<DT><H3>${toHtml(title)}</H3>\n${indent}<DL><p>\n${write(children, `${indent}    `)}${indent}</DL><p>\n`,
  )
  return items.join('')
}

function find(shelf: Shelf, wish: string): Json {
  const words = wish.toLowerCase().split(/\s+/).filter(Boolean)
  const found = shelf.entries.flatMap(({ id, title, url, parent }) => {
    const folders = pathOf(shelf, parent).map((folder) => folder.title)
    const known = [title, url ?? '', ...folders].join('\n').toLowerCase()
    return url !== null && words.every((word) => known.includes(word))
      ? [{ id, title, url, folder: folders.join(' / ') }]
      : []
  })
  return { count: found.length, found: found.slice(0, 100) }
}

function answer({ method, path, query, body }: Request, shelf: Shelf): Response {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : null
  if (path === '/import' && method === 'POST')
    return { body: read(shelf, typeof body === 'string' ? body : '') }
  if (path === '/export' && method === 'GET')
    return {
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META CHARSET="UTF-8">\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n${write(treeOf(shelf, 0))}</DL><p>\n`,
    }
  if (path === '/' && method === 'POST') {
    if (fields === null) throw new Wrong('the body must be an object')
    return { status: 201, body: create(shelf, fields) }
  }
  if (path === '/' && method === 'GET')
    return { body: query.q === undefined ? { tree: treeOf(shelf, 0) } : find(shelf, query.q) }

  const id = Number(/^\/([1-9]\d{0,6})$/.exec(path)?.[1] ?? 0)
  if (id === 0 || method === 'POST') throw new Wrong('there is nothing like that here')
  const way = pathOf(shelf, id)
  const entry = way.at(-1)
  if (entry === undefined) throw new Wrong(`there is no entry ${id}`, 404)
  if (method === 'DELETE') {
    const kept = shelf.entries.filter((one) => !pathOf(shelf, one.id).some((up) => up.id === id))
    const removed = shelf.entries.length - kept.length
    shelf.entries = kept
    return { body: { removed } }
  }
  if (method === 'PUT') {
    if (fields === null) throw new Wrong('the body must be an object')
    if (fields.url !== undefined && (entry.url === null) !== (fields.url === null))
      throw new Wrong('a folder stays a folder, and a bookmark a bookmark')
    const changed: Entry = {
      ...entry,
      title: fields.title === undefined ? entry.title : readTitle(fields.title),
      url: fields.url === undefined ? entry.url : readUrl(fields.url),
    }
    if (fields.parent !== undefined || fields.before !== undefined)
      place(shelf, changed, fields.parent, fields.before)
    else shelf.entries = shelf.entries.map((one) => (one.id === id ? changed : one))
  }
  const now = pathOf(shelf, id)
  return {
    body: {
      ...(now.at(-1) ?? entry),
      path: now.slice(0, -1).map(({ title }) => title),
      ...(entry.url === null ? { children: treeOf(shelf, id) } : {}),
    },
  }
}

export function handle(request: Request): Response {
  const owner = request.payment?.payer.toLowerCase() ?? 'anyone'
  const shelf = (kv.get(owner) ?? { last: 0, entries: [] }) as Shelf
  try {
    const response = answer(request, shelf)
    if (JSON.stringify(shelf).length > maxCharacters)
      throw new Wrong('there is no room for more', 409)
    if (request.method !== 'GET') kv.set(owner, shelf)
    return response
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    const hint =
      'POST / {"title": "News", "parent": 0} makes a folder, with "url" a bookmark; PUT /<id> {"parent": 3, "before": 5} moves; GET /?q=, /<id>, /export; POST /import; DELETE /<id>'
    return { status: error.status, body: { error: error.message, hint } }
  }
}
