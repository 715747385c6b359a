// Short names for long addresses, with clicks counted. The same address gets the same name again; who
// wants a name of their own asks for it. The node sends no redirects: the answer tells the target.

type Link = { url: string; clicks: number; owner: string }

const maxLinks = 40
const reserved = new Set(['admin', 'api', 'help', 'login'])

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

/** FNV-1a over UTF-16 units; `salt` gives another name when one is taken. */
function nameFor(url: string, salt: number): string {
  let hash = 2166136261 ^ salt
  for (let i = 0; i < url.length; i++) hash = Math.imul(hash ^ url.charCodeAt(i), 16777619)
  return (hash >>> 0).toString(36).padStart(7, '0')
}

/** Credentials and control characters in an address serve nobody but those who deceive. */
function targetOf(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > 1500) return null
  const [, host, rest = ''] = /^https?:\/\/([^/?#\s]+)([^\s"<>\\]*)$/i.exec(value) ?? []
  if (host === undefined || !/^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/i.test(host)) return null
  const scheme = value.slice(0, value.indexOf(':')).toLowerCase()
  return `${scheme}://${host.toLowerCase()}${rest === '' ? '/' : rest}`
}

function shorten(body: Json, owner: string): Response {
  const hint = 'POST {"url": "https://example.org/long", "name": "my-page"}; the name is optional'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return no(400, 'the body must be an object', hint)
  const url = targetOf(body.url)
  if (url === null) return no(400, '"url" is no http address', hint)
  const { name } = body
  if (name !== undefined && (typeof name !== 'string' || !/^[a-z0-9][a-z0-9-]{2,30}$/.test(name)))
    return no(400, '"name" is none', '3 to 31 lower-case letters, digits and dashes')
  if (name !== undefined && reserved.has(name))
    return no(409, 'the name is reserved', 'take another')

  let chosen = name ?? nameFor(`${owner} ${url}`, 0)
  for (let salt = 0; ; salt++) {
    const taken = kv.get(`link/${chosen}`) as Link | undefined
    if (taken === undefined) break
    if (taken.url === url && taken.owner === owner)
      return { body: { name: chosen, url, clicks: taken.clicks, isNew: false } }
    if (name !== undefined) return no(409, `"${name}" is taken`, 'take another, or leave it out')
    chosen = nameFor(`${owner} ${url}`, salt + 1)
  }
  const count = Number(kv.get(`count/${owner}`) ?? 0)
  if (count >= maxLinks) return no(409, `you have ${maxLinks} links`, 'DELETE /<name> frees one')
  kv.set(`count/${owner}`, count + 1)
  kv.set(`link/${chosen}`, { url, clicks: 0, owner })
  return { status: 201, body: { name: chosen, url, clicks: 0, isNew: true } }
}

export function handle({ method, path, body, payment, query }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  if (path === '/' && method === 'POST') return shorten(body, owner)
  const name = path.slice(1)
  if (!/^[a-z0-9-]{3,31}$/.test(name)) return no(400, 'no link was named', 'GET /<name>')
  const link = kv.get(`link/${name}`) as Link | undefined
  if (link === undefined) return no(404, `"${name}" leads nowhere`, 'POST / makes a link')
  if (method === 'DELETE') {
    if (link.owner !== owner) return no(403, 'this link is not yours', 'its maker can remove it')
    kv.delete(`link/${name}`)
    kv.set(`count/${owner}`, Number(kv.get(`count/${owner}`) ?? 1) - 1)
    return { body: { name, url: link.url, clicks: link.clicks, isNew: false } }
  }
  // A look at the number is no click.
  const clicks = link.clicks + (query.peek === undefined ? 1 : 0)
  if (clicks !== link.clicks) kv.set(`link/${name}`, { ...link, clicks })
  return { body: { name, url: link.url, clicks, isNew: false } }
}
