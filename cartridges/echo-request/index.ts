// The request that arrived, as JSON or as something to send it again with: a curl line, a fetch call or
// the HTTP/1.1 message. What it prints is quoted for its language, whatever somebody wrote into it.

const forms = ['json', 'curl', 'fetch', 'http'] as const
type Form = (typeof forms)[number]
type Echo = {
  method: string
  url: string
  host: string
  headers: [string, string][]
  text: string | null
}

const wrong = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isForm = (text: string): text is Form => forms.some((form) => form === text)

/** Percent-encodes what may not stand in an address; what is encoded already stays as it is. */
const clean = (path: string) =>
  path
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/%(?![0-9a-f]{2})|[^\w.~!$&'()*+,;=:@/%-]/giu, (sign) => encodeURIComponent(sign))

const encode = (text: string) =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(/'/g, '%27')

/** In single quotes a shell reads nothing but the quote that ends them. */
const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** A string literal that may also stand within a script element. */
const literal = (text: string) =>
  JSON.stringify(text).replace(/[<\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  })

function sizeOf(text: string): number {
  const escaped = encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))
  return escaped.replace(/%../g, '.').length
}

function curl({ method, url, headers, text }: Echo): string {
  const lines = [`curl --request ${method} ${shell(url)}`]
  for (const [name, value] of headers) lines.push(`  --header ${shell(`${name}: ${value}`)}`)
  if (text !== null) lines.push(`  --data-binary ${shell(text)}`)
  return `${lines.join(' \\\n')}\n`
}

function fetchCall({ method, url, headers, text }: Echo): string {
  const pairs = headers.map(([name, value]) => `    [${literal(name)}, ${literal(value)}],\n`)
  const body = text === null ? '' : `  body: ${literal(text)},\n`
  const list = pairs.length === 0 ? '' : `  headers: [\n${pairs.join('')}  ],\n`
  return `const response = await fetch(${literal(url)}, {\n  method: '${method}',\n${list}${body}})\n`
}

function message({ method, url, host, headers, text }: Echo): string {
  const target = url.replace(/^https?:\/\/[^/]+/, '')
  const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`]
  for (const [name, value] of headers) lines.push(`${name}: ${value}`)
  if (text !== null) lines.push(`Content-Length: ${sizeOf(text)}`)
  return `${lines.join('\r\n')}\r\n\r\n${text ?? ''}`
}

export function handle({ method, path, query, headers, body }: Request): Response {
  const { as = 'json', base = 'http://localhost', ...rest } = query
  if (!isForm(as)) return wrong('"as" is unknown', forms.join(', '))
  const host = /^https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?)$/i.exec(base)?.[1]
  if (host === undefined)
    return wrong('"base" is no address', 'scheme and host, such as https://api.example.org')
  let segments: string[]
  try {
    segments = path.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    return wrong('the path has a broken % sequence', 'write a percent sign as %25')
  }
  const pairs = Object.entries(rest).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const target = clean(path) + (pairs.length > 0 ? `?${pairs.join('&')}` : '')
  const sent = Object.entries(headers).filter(([, value]) => !/[\r\n\0]/.test(value))
  const text = body === null ? null : typeof body === 'string' ? body : JSON.stringify(body)
  if (text !== null && !sent.some(([name]) => name === 'content-type'))
    sent.push(['content-type', typeof body === 'string' ? 'text/plain' : 'application/json'])
  const echo: Echo = { method, url: base + target, host, headers: sent.sort(), text }
  if (as !== 'json') {
    const print = { curl, fetch: fetchCall, http: message }[as]
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: print(echo) }
  }
  return {
    body: {
      method,
      path,
      segments,
      query: Object.fromEntries(Object.entries(rest)),
      headers: Object.fromEntries(sent),
      body,
      bytes: text === null ? 0 : sizeOf(text),
      target,
    },
  }
}
