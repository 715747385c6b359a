// A tag cloud that keeps itself: documents report their tags, a later report replaces the earlier one,
// and the cloud sizes tags by the logarithm of how many documents carry them.

type Cloud = { [document: string]: string[] }

const maxDocuments = 400

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`)

/** `  New  York ` and `new york` are one tag. */
const tagOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()

function countTags(cloud: Cloud): [tag: string, count: number][] {
  const counts = new Map<string, number>()
  for (const tags of Object.values(cloud))
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
}

function draw(cloud: Cloud, top: number): { tag: string; count: number; size: number }[] {
  const shown = countTags(cloud).slice(0, top)
  const most = Math.log(shown[0]?.[1] ?? 1)
  const least = Math.log(shown.at(-1)?.[1] ?? 1)
  // Sizes 1 to 5; when all tags are equally common each is in the middle.
  const size = (count: number) =>
    most === least ? 3 : 1 + Math.round((4 * (Math.log(count) - least)) / (most - least))
  return shown
    .map(([tag, count]) => ({ tag, count, size: size(count) }))
    .sort((a, b) => (a.tag < b.tag ? -1 : 1))
}

function related(cloud: Cloud, tag: string): Json {
  const fellows = Object.entries(cloud).filter(([, tags]) => tags.includes(tag))
  const beside = countTags(Object.fromEntries(fellows)).filter(([other]) => other !== tag)
  return {
    tag,
    documents: fellows.map(([name]) => name),
    related: beside.slice(0, 10).map(([name]) => name),
  }
}

export function handle({ method, path, query, body }: Request): Response {
  const [, name, document] = /^\/([a-z0-9-]{1,40})(?:\/([\w.-]{1,60}))?$/.exec(path) ?? []
  if (name === undefined)
    return bad('no cloud was named', 'PUT /blog/post-1 ["travel", "food"]; GET /blog')
  const stored = kv.get(name) as Cloud | undefined
  const cloud = new Map(Object.entries(stored ?? {}))
  if (document === undefined) {
    const { tag, top = '30', format = 'json' } = query
    if (tag !== undefined) return { body: related(stored ?? {}, tagOf(tag)) }
    if (!/^[1-9]\d?$/.test(top)) return bad('"top" must be 1 to 99', '?top=30')
    const tags = draw(stored ?? {}, Number(top))
    if (format !== 'html') return { body: { documents: cloud.size, tags } }
    const items = tags.map(
      (row) =>
        `<li style="font-size:${60 + row.size * 30}%" title="${row.count}">${escapeHtml(row.tag)}</li>`,
    )
    return {
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: `<ul class="cloud">${items.join('')}</ul>`,
    }
  }
  if (method === 'DELETE') cloud.delete(document)
  else if (method === 'GET') return { body: { document, tags: cloud.get(document) ?? [] } }
  else {
    if (!Array.isArray(body) || body.length > 20 || !body.every((tag) => typeof tag === 'string'))
      return bad('the body must be up to 20 tags', '["travel", "food"]')
    const tags = [...new Set(body.map((tag) => tagOf(String(tag))))]
    if (tags.some((tag) => tag === '' || tag.length > 40))
      return bad('a tag has 1 to 40 characters', '["travel"]')
    cloud.set(document, tags)
  }
  if (cloud.size > maxDocuments || (stored === undefined && kv.list('', 20).length >= 20))
    return {
      status: 409,
      body: { error: 'there is no more room', hint: '400 documents, 20 clouds' },
    }
  kv.set(name, Object.fromEntries(cloud))
  return { body: { document, tags: cloud.get(document) ?? [] } }
}
