// A forwarding page that leads nowhere but to the hosts it was given. Everything that browsers and
// parsers read differently is refused instead of repaired.

type JsonObject = { readonly [key: string]: Json }

const trackers =
  /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_hs(enc|mi)|vero_\w+|wt_\w+|ref_src)$/i

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Why a browser might read this address differently from us, or null. */
function suspicion(target: string): string | null {
  if (/[\p{Cc}\p{Cf}\p{Z}]/u.test(target)) return 'holds spaces, control or invisible characters'
  if (target.includes('\\')) return 'holds a backslash, which browsers take for a slash'
  if (!/^https?:\/\//i.test(target)) return 'is no http or https address'
  const authority = target.replace(/^https?:\/\//i, '').split(/[/?#]/)[0] ?? ''
  if (authority.includes('@')) return 'hides its host behind a user name'
  if (/[^\x21-\x7e]/.test(authority)) return 'has a host outside of ASCII; write it in punycode'
  if (/%/.test(authority)) return 'has an encoded host'
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i.test(authority)) return 'has no proper host'
  return null
}

function isAllowed(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.')
      ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
      : host === pattern,
  )
}

/** The query without trackers; the order of the rest stays. */
function cleanQuery(query: string, removed: string[]): string {
  const kept = query.split('&').filter((pair) => {
    const name = pair.split('=')[0] ?? ''
    if (!trackers.test(name)) return pair !== ''
    removed.push(name)
    return false
  })
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"target": "https://shop.example.org/a", "hosts": ["*.example.org"], "seconds": 3}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const {
    target,
    hosts,
    seconds = 3,
    keepTrackers = false,
    title = 'You are being forwarded',
  } = body
  if (typeof target !== 'string' || target === '' || target.length > 2000)
    return bad('"target" must be an address of at most 2000 characters', hint)
  if (!Array.isArray(hosts) || hosts.length === 0 || hosts.length > 50)
    return bad('"hosts" must be a list of 1 to 50', hint)
  const patterns: string[] = []
  for (const pattern of hosts) {
    if (typeof pattern !== 'string' || !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(pattern))
      return bad('"hosts" must hold names like example.org or *.example.org', hint)
    patterns.push(pattern.toLowerCase())
  }
  if (!Number.isInteger(seconds) || Number(seconds) < 0 || Number(seconds) > 60)
    return bad('"seconds" must be a whole number from 0 to 60', hint)
  if (typeof keepTrackers !== 'boolean') return bad('"keepTrackers" must be true or false', hint)
  if (typeof title !== 'string' || title.length > 80)
    return bad('"title" must be text of at most 80 characters', hint)

  const doubt = suspicion(target)
  if (doubt !== null) return bad(`the target ${doubt}`, 'send people only where you can tell')
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] =
    /^(https?:\/\/)([^/?#]+)([^?#]*)(?:\?([^#]*))?(#.*)?$/i.exec(target) ?? []
  const host = authority.replace(/:\d+$/, '').toLowerCase()
  if (!isAllowed(host, patterns))
    return bad(
      `the host ${host} is not among those you allow`,
      `allowed: ${patterns.slice(0, 10).join(', ')}`,
    )

  const removed: string[] = []
  const search = keepTrackers ? (query === '' ? '' : `?${query}`) : cleanQuery(query, removed)
  const url = `${scheme.toLowerCase()}${authority.toLowerCase()}${path === '' ? '/' : path}${search}${fragment}`
  const safe = escapeHtml(url)
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="refresh" content="${Number(seconds)};url=${safe}">`,
    '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">',
    `<link rel="canonical" href="${safe}"><title>${escapeHtml(title)}</title></head>`,
    `<body><h1>${escapeHtml(title)}</h1><p>To <b>${escapeHtml(host)}</b>: <a href="${safe}" rel="noreferrer">${safe}</a></p></body></html>`,
  ].join('\n')
  return { body: { url, host, removed, html } }
}
