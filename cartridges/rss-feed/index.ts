// RSS 2.0 from a channel and its items. Text is escaped and stripped of what XML cannot hold, dates are
// written as RFC 822 wants them, newest first.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Control characters and lone surrogates are not allowed in XML 1.0 in any spelling. */
const escapeXml = (text: string) =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (c) => entities[c] ?? c)

function text(source: JsonObject, name: string, where: string): string | null {
  const value = source[name]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string' || value.trim() === '' || value.length > 20_000)
    throw new BadInput(`${where}: "${name}" must be a text of at most 20000 characters`)
  return value.trim()
}

function address(source: JsonObject, name: string, where: string): string | null {
  const value = text(source, name, where)
  if (value !== null && !/^https?:\/\/[^\s/]+\S*$/.test(value))
    throw new BadInput(`${where}: "${name}" must be an http or https address`)
  return value
}

function needed<T>(value: T | null, name: string): T {
  if (value === null) throw new BadInput(`"${name}" is missing`)
  return value
}

const element = (name: string, value: string | null, attributes = '') =>
  value === null ? [] : [`<${name}${attributes}>${escapeXml(value)}</${name}>`]

function rfc822(ms: number): string {
  const date = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clock} GMT`
}

function timeOf(item: JsonObject, where: string): number | null {
  const given = text(item, 'published', where)
  if (given === null) return null
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(given)
  const ms = isIso ? Date.parse(given) : Number.NaN
  if (Number.isNaN(ms))
    throw new BadInput(`${where}: "published" must be like 2026-11-20T09:30:00Z`)
  return ms
}

function enclosureOf(item: JsonObject, where: string): string[] {
  if (item.enclosure === undefined) return []
  if (!isObject(item.enclosure))
    throw new BadInput(`${where}: "enclosure" must be {url, length, type}`)
  const { length, type } = item.enclosure
  const url = needed(address(item.enclosure, 'url', where), 'enclosure.url')
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
    throw new BadInput(`${where}: "enclosure.length" must be the number of bytes`)
  if (typeof type !== 'string' || !/^[\w.+-]+\/[\w.+-]+$/.test(type))
    throw new BadInput(`${where}: "enclosure.type" must be like audio/mpeg`)
  return [`<enclosure url="${escapeXml(url)}" length="${length}" type="${type}"/>`]
}

function itemXml(item: Json, where: string): { ms: number; xml: string } {
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const [title, description] = [text(item, 'title', where), text(item, 'description', where)]
  if (title === null && description === null)
    throw new BadInput(`${where} needs a "title" or a "description"`)
  const [link, guid, ms] = [
    address(item, 'link', where),
    text(item, 'guid', where),
    timeOf(item, where),
  ]
  const categories = item.categories ?? []
  if (!Array.isArray(categories) || !categories.every((name) => typeof name === 'string'))
    throw new BadInput(`${where}: "categories" must be a list of texts`)
  const parts = [
    ...element('title', title),
    ...element('link', link),
    ...element('description', description),
    ...element('author', text(item, 'author', where)),
    ...categories.flatMap((name) => element('category', name)),
    ...enclosureOf(item, where),
    ...element('guid', guid ?? link, guid === null ? '' : ' isPermaLink="false"'),
    ...element('pubDate', ms === null ? null : rfc822(ms)),
  ]
  return {
    ms: ms ?? Number.NEGATIVE_INFINITY,
    xml: `  <item>\n${parts.map((part) => `    ${part}`).join('\n')}\n  </item>`,
  }
}

function feed(body: JsonObject): string {
  const { items } = body
  if (!Array.isArray(items) || items.length > 200)
    throw new BadInput('"items" must be a list of at most 200')
  const entries = items
    .map((item, index) => itemXml(item, `items[${index}]`))
    .sort((a, b) => b.ms - a.ms)
  const newest = entries[0]?.ms ?? Number.NEGATIVE_INFINITY
  const self = address(body, 'self', 'channel')
  const head = [
    ...element('title', needed(text(body, 'title', 'channel'), 'title')),
    ...element('link', needed(address(body, 'link', 'channel'), 'link')),
    ...element('description', needed(text(body, 'description', 'channel'), 'description')),
    ...element('language', text(body, 'language', 'channel')),
    ...element('lastBuildDate', Number.isFinite(newest) ? rfc822(newest) : null),
    ...(self === null
      ? []
      : [`<atom:link href="${escapeXml(self)}" rel="self" type="application/rss+xml"/>`]),
  ]
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    ...head.map((part) => `  ${part}`),
    ...entries.map(({ xml }) => xml),
    '</channel>',
    '</rss>\n',
  ].join('\n')
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"title", "link", "description", "items": [{"title", "link", "published"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'application/rss+xml; charset=utf-8' }, body: feed(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
