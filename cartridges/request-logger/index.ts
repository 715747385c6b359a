// One access log line from one request. What a client sends is never trusted with the shape of the line:
// line breaks and quotes are escaped, values that look like secrets are blotted out.

type Fields = { readonly [name: string]: string | number }

const formats = ['combined', 'logfmt', 'json'] as const
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const secretName =
  /^(?:.*[_.-])?(?:token|key|apikey|secret|password|passwd|pwd|sig|signature|auth|code|session|jwt)$/i

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isCount = (value: Json, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

const isShort = (value: Json | undefined, max: number): value is string =>
  typeof value === 'string' && value.length <= max

function nameOf(pair: string): string {
  const name = pair.split('=', 1)[0] ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name // Not decodable, so no server will read it as the name of a secret either.
  }
}

/** Keeps names and order of a query; only values of names that promise secrets go. */
function redact(target: string, seen: Set<string>): string {
  const [path = '', ...rest] = target.split('?')
  if (rest.length === 0) return target
  const pairs = rest
    .join('?')
    .split('&')
    .map((pair) => {
      const name = nameOf(pair)
      if (!pair.includes('=') || !secretName.test(name)) return pair
      seen.add(name)
      return `${pair.slice(0, pair.indexOf('='))}=***`
    })
  return `${path}?${pairs.join('&')}`
}

/** The network and not the person: the last byte of IPv4, all but 48 bits of IPv6. */
function shorten(address: string): string {
  if (/^\d+(?:\.\d+){3}$/.test(address)) return address.replace(/\d+$/, '0')
  const groups = (address.split('::')[0] ?? '').split(':').filter((group) => group !== '')
  return `${groups.slice(0, 3).join(':')}::`
}

const escapeText = (text: string) =>
  text.replace(/["\\]|[^\x20-\x7e]/g, (c) =>
    c === '"' || c === '\\' ? `\\${c}` : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const quoteOrDash = (text: string) => `"${text === '' ? '-' : escapeText(text)}"`

const levelOf = (status: number) => (status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info')

function logfmt(fields: Fields): string {
  const pairs = Object.entries(fields).map(([name, value]) => {
    const text = String(value)
    return `${name}=${/^[\w./:?&%+*~,;@-]+$/.test(text) ? text : `"${escapeText(text)}"`}`
  })
  return pairs.join(' ')
}

function clfTime(at: number): string {
  const iso = new Date(at).toISOString()
  const [year, month, day] = iso.slice(0, 10).split('-')
  return `${day}/${months[Number(month) - 1]}/${year}:${iso.slice(11, 19)} +0000`
}

export function handle({ body }: Request): Response {
  const shape = '{"at": ms, "remote": ip, "method": "GET", "target": "/a?b", "status": 200}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { format = 'combined', anonymous = false, at = null, remote, method, target } = body
  const { status = null, bytes = 0, ms = 0, referer = '', agent = '' } = body
  if (!formats.some((known) => known === format))
    return refuse('this format is not known', `one of ${formats.join(', ')}`)
  if (!isCount(at, 0, 4_102_444_800_000)) return refuse('"at" is no moment', 'ms since 1970')
  if (!isShort(remote, 45) || !/^[0-9a-f:.]{2,45}$/i.test(remote))
    return refuse('"remote" is no IP address', 'like 192.0.2.7 or 2001:db8::7')
  if (!isShort(method, 10) || !/^[A-Z]+$/.test(method))
    return refuse('"method" is no method', 'capital letters, such as GET')
  if (!isShort(target, 2048) || target === '')
    return refuse('"target" is missing or too long', shape)
  if (!isCount(status, 100, 599)) return refuse('"status" must be 100 to 599', shape)
  if (!isCount(bytes, 0, 1e15) || typeof ms !== 'number' || ms < 0)
    return refuse('"bytes" and "ms" must not be negative', 'bytes is a whole number')
  if (!isShort(referer, 2048) || !isShort(agent, 1000) || typeof anonymous !== 'boolean')
    return refuse('"referer", "agent" or "anonymous" is wrong', 'two short texts and true or false')

  const seen = new Set<string>()
  const from = anonymous === true ? shorten(remote) : remote
  const asked = redact(target, seen)
  const source = redact(referer, seen)
  const fields: Fields = {
    at: new Date(at).toISOString(),
    level: levelOf(status),
    remote: from,
    method,
    target: asked,
    status,
    bytes,
    ms,
    ...(source === '' ? {} : { referer: source }),
    ...(agent === '' ? {} : { agent }),
  }
  const request = `"${method} ${escapeText(asked)} HTTP/1.1"`
  const line =
    format === 'json'
      ? JSON.stringify(fields)
      : format === 'logfmt'
        ? logfmt(fields)
        : `${from} - - [${clfTime(at)}] ${request} ${status} ${bytes} ${quoteOrDash(source)} ${quoteOrDash(agent)}`
  return { body: { line, redacted: [...seen] } }
}
