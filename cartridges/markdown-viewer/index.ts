// A shelf of Markdown documents, shown as pages with a table of contents. The last three versions of each
// are kept; a search tells the heading under which a word stands. What is shown is made by
// markdown-to-html, which lets no markup through.

type Meta = { title: string; revision: number; words: number }

const mostDocuments = 15
const mostText = 6000
const kept = 3

const hint =
  'PUT /guide {"text": "# Guide"}; GET /guide, /guide?format=json&revision=1, /?find=word; DELETE /guide'

function refuse(status: number, error: string): Response {
  return { status, body: { error, hint } }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const textKey = (name: string, revision: number) => `${name}.${revision}`
const metaOf = (name: string) => kv.get(`@${name}`) as Meta | undefined
const names = () => kv.list('@', mostDocuments).map((key) => key.slice(1))

/** Lines with the heading they stand under; what is in a fence is no heading. */
function sections(text: string): { heading: string; line: string; number: number }[] {
  let heading = ''
  let isCode = false
  return text.split('\n').map((line, at) => {
    if (/^(```|~~~)/.test(line)) isCode = !isCode
    const [, title] = isCode ? [] : (/^#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? [])
    if (title !== undefined) heading = title
    return { heading, line, number: at + 1 }
  })
}

function save(name: string, body: Json): Response {
  const given =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? body
      : { text: body, since: null }
  const { text, since = null } = given
  if (typeof text !== 'string' || text.trim() === '' || text.length > mostText)
    return refuse(400, `"text" must be Markdown of 1 to ${mostText} characters`)
  const old = metaOf(name)
  if (since !== null && since !== (old?.revision ?? 0))
    return refuse(409, `"${name}" is at revision ${old?.revision ?? 0}`)
  if (old === undefined && names().length >= mostDocuments)
    return refuse(409, `there are ${mostDocuments} documents already`)
  const clean = text.replaceAll('\r\n', '\n')
  const revision = (old?.revision ?? 0) + 1
  const title =
    sections(clean)
      .find(({ heading }) => heading !== '')
      ?.heading.slice(0, 100) ?? name
  const words = clean.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0
  kv.set(textKey(name, revision), clean)
  if (revision > kept) kv.delete(textKey(name, revision - kept))
  kv.set(`@${name}`, { title, revision, words })
  return { status: old === undefined ? 201 : 200, body: { name, title, revision, words } }
}

function search(find: string): Response {
  const wanted = find.toLowerCase().trim()
  if (wanted.length < 2 || wanted.length > 60)
    return refuse(400, '"find" must be 2 to 60 characters')
  const hits = names().flatMap((name) => {
    const meta = metaOf(name)
    const text = kv.get(textKey(name, meta?.revision ?? 0))
    return sections(typeof text === 'string' ? text : '')
      .filter(({ line }) => line.toLowerCase().includes(wanted))
      .slice(0, 10)
      .map(({ heading, line, number }) => {
        const start = Math.max(0, line.toLowerCase().indexOf(wanted) - 30)
        return { name, heading, line: number, text: line.slice(start, start + 100).trim() }
      })
  })
  return { body: { hits: hits.slice(0, 50) } }
}

type Heading = { level: number; text: string; id: string }

async function show(name: string, meta: Meta, query: Request['query']): Promise<Response> {
  const { revision = String(meta.revision), format = 'page' } = query
  const text = /^\d{1,6}$/.test(revision) ? kv.get(textKey(name, Number(revision))) : undefined
  if (typeof text !== 'string')
    return refuse(404, `revision ${revision.slice(0, 12)} of "${name}" is not kept`)
  if (format === 'markdown')
    return { headers: { 'content-type': 'text/markdown; charset=utf-8' }, body: text }
  const made = await call('markdown-to-html', {
    method: 'POST',
    path: '/',
    body: { markdown: text },
  })
  const { html, outline } = made.body as { html: string; outline: Heading[] }
  if (format === 'json')
    return { body: { name, ...meta, revision: Number(revision), outline, html } }
  if (format !== 'page') return refuse(400, '"format" must be page, json or markdown')
  const contents = outline.map(({ level, text: title, id }) => {
    return `<li class="level-${level}"><a href="#${escapeHtml(id)}">${escapeHtml(title)}</a></li>`
  })
  const minutes = Math.max(1, Math.round(meta.words / 220))
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(meta.title),
    contents:
      contents.length > 1 ? `<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>` : '',
    html,
    about: `Revision ${revision} of ${meta.revision}, ${minutes} min to read`,
  }
  const filled = page.replace(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: filled }
}

export async function handle({ method, path, query, body }: Request): Promise<Response> {
  if (path === '/' && method === 'GET') {
    if (query.find !== undefined) return search(query.find)
    return { body: { documents: names().map((name) => ({ name, ...metaOf(name) })) } }
  }
  const [, name] = /^\/([a-z0-9-]{1,40})$/.exec(path) ?? []
  if (name === undefined) return refuse(400, 'a document is named by a-z, 0-9 and -')
  if (method === 'PUT') return save(name, body)
  const meta = metaOf(name)
  if (meta === undefined) return refuse(404, `there is no document "${name}"`)
  if (method === 'GET') return show(name, meta, query)
  for (let revision = meta.revision; revision > meta.revision - kept; revision--)
    kv.delete(textKey(name, revision))
  kv.delete(`@${name}`)
  return { body: { name, ...meta } }
}
