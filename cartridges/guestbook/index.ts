// A guest book: sign it with a name and a few words, read it as JSON or as a page. A book keeps its
// latest hundred entries; what was just said by somebody else is not said again.

type Entry = { name: string; words: string; at: string }

const maxEntries = 100
const perPage = 20

const say = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities.get(sign) ?? sign)

/** Trimmed text without control characters, or null when it is empty or too long. */
function clean(value: Json | undefined, longest: number): string | null {
  if (typeof value !== 'string') return null
  const text = value.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim()
  return text === '' || text.length > longest ? null : text
}

function pageOf(book: string, entries: readonly Entry[]): string {
  const items = entries.map(
    ({ name, words, at }) =>
      `<li><blockquote>${escapeHtml(words)}</blockquote><cite>${escapeHtml(name)}</cite> <time>${at}</time></li>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Guest book ${book}</title><h1>Guest book</h1><ol>${items.join('')}</ol></html>`
}

function sign(book: string, entries: readonly Entry[], body: Json): Response {
  const hint = 'POST /<book> {"name": "Ada", "words": "What a lovely place"}'
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return say('the body must be an object', hint)
  const name = clean(body.name, 60)
  const words = clean(body.words, 500)
  if (name === null) return say('"name" must have 1 to 60 characters', hint)
  if (words === null) return say('"words" must have 1 to 500 characters', hint)
  if ((words.match(/https?:\/\/|www\./gi) ?? []).length > 1)
    return say('too many links', 'one at most')
  if (entries.slice(0, 10).some((entry) => entry.words.toLowerCase() === words.toLowerCase()))
    return { status: 409, body: { error: 'this was just said', hint: 'use words of your own' } }
  const entry = { name, words, at: new Date(now()).toISOString().slice(0, 10) }
  kv.set(book, [entry, ...entries].slice(0, maxEntries))
  return { status: 201, body: { name, words, entries: Math.min(maxEntries, entries.length + 1) } }
}

export function handle({ method, path, query, headers, body }: Request): Response {
  const book = path.slice(1) || 'main'
  if (!/^[a-z0-9-]{1,40}$/.test(book))
    return say('this names no book', 'lower-case letters, digits, dashes')
  const stored = kv.get(book) as Entry[] | undefined
  if (stored === undefined && method === 'POST' && kv.list('', 12).length >= 12)
    return { status: 409, body: { error: 'there are 12 books', hint: 'sign one of them' } }
  const entries = stored ?? []
  if (method === 'POST') return sign(book, entries, body)
  const { page = '1' } = query
  if (!/^[1-9]\d?$/.test(page)) return say('"page" is none', 'a whole number from 1')
  const start = (Number(page) - 1) * perPage
  const shown = entries.slice(start, start + perPage)
  if (headers.accept?.includes('text/html'))
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: pageOf(book, shown) }
  return {
    body: {
      book,
      total: entries.length,
      pages: Math.ceil(entries.length / perPage),
      entries: shown,
    },
  }
}
