// Whether a conditional request is answered in full, with 304 or with 412: the order of RFC 9110, 13.2.2.
// It judges one resource by its validators and fetches nothing.

type Verdict = { status: 200 | 304 | 412; because: string }
type Tag = { weak: boolean; text: string }

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isRecord = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The tags of a list such as `W/"a", "b,c"`, '*' for any, or null if it is malformed. */
function readTags(list: string): Tag[] | '*' | null {
  if (list.trim() === '*') return '*'
  const tag = /\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(,|$)/y
  const tags: Tag[] = []
  while (tag.lastIndex < list.length) {
    const [, weak, text] = tag.exec(list) ?? []
    if (text === undefined) return null
    tags.push({ weak: weak !== undefined, text })
  }
  return tags.length > 0 && !list.trimEnd().endsWith(',') ? tags : null
}

/** The time of an HTTP date in whole seconds, or null: only the form that RFC 9110 has servers send. */
function readDate(text: string): number | null {
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toUTCString() === text ? time / 1000 : null
}

function judge(
  method: string,
  current: Tag | null,
  modified: number | null,
  header: (name: string) => string | undefined,
): Verdict | string {
  const isRead = method === 'GET' || method === 'HEAD'
  const ifMatch = header('if-match')
  const since = header('if-unmodified-since')
  if (ifMatch !== undefined) {
    const tags = readTags(ifMatch)
    if (tags === null) return 'if-match'
    // Strong comparison: a weak tag says too little to write by.
    const holds =
      tags === '*'
        ? current !== null || modified !== null
        : tags.some((tag) => !tag.weak && current?.weak === false && tag.text === current.text)
    if (!holds) return { status: 412, because: 'if-match' }
  } else if (since !== undefined && modified !== null) {
    const limit = readDate(since)
    if (limit !== null && modified > limit) return { status: 412, because: 'if-unmodified-since' }
  }
  const ifNone = header('if-none-match')
  const newer = header('if-modified-since')
  if (ifNone !== undefined) {
    const tags = readTags(ifNone)
    if (tags === null) return 'if-none-match'
    const isKnown =
      tags === '*'
        ? current !== null || modified !== null
        : tags.some((tag) => tag.text === current?.text)
    if (isKnown) return { status: isRead ? 304 : 412, because: 'if-none-match' }
  } else if (newer !== undefined && isRead && modified !== null) {
    const limit = readDate(newer)
    if (limit !== null && modified <= limit) return { status: 304, because: 'if-modified-since' }
  }
  return { status: 200, because: 'no condition stands against it' }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"method": "GET", "etag": "\\"v7\\"", "lastModified": "Fri, 20 Nov 2026 10:00:00 GMT", "headers": {"if-none-match": "\\"v7\\""}}'
  if (!isRecord(body)) return refuse('the body must be an object', hint)
  const { method = 'GET', etag = null, lastModified = null, headers } = body
  if (typeof method !== 'string' || !/^[A-Z]{3,10}$/.test(method))
    return refuse('"method" is none', hint)
  if (!isRecord(headers)) return refuse('"headers" must be an object', hint)
  const tags = typeof etag === 'string' ? readTags(etag) : []
  if ((etag !== null && typeof etag !== 'string') || !Array.isArray(tags) || tags.length > 1)
    return refuse('"etag" must be one quoted tag', hint)
  const modified = typeof lastModified === 'string' ? readDate(lastModified) : null
  if (lastModified !== null && modified === null)
    return refuse('"lastModified" is no HTTP date', hint)

  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || value.length > 4000)
      return refuse('a header must be text of at most 4000 characters', hint)
    fields.set(name.toLowerCase(), value)
  }
  const verdict = judge(method, tags[0] ?? null, modified, (name) => fields.get(name))
  if (typeof verdict === 'string')
    return refuse(`"${verdict}" is no list of tags`, '"a", W/"b" or *')
  const added: { [name: string]: string } = {}
  if (typeof etag === 'string') added.ETag = etag.trim()
  if (typeof lastModified === 'string') added['Last-Modified'] = lastModified
  return { body: { ...verdict, sendBody: verdict.status === 200, headers: added } }
}
