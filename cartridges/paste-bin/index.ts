// Text with an address nobody can guess. A paste lives for the minutes its author gives it, or until
// its first reader when it is to burn. Expired pastes are swept when a new one comes.

type Paste = { text: string; language: string; expiresAt: number; burn: boolean }

const maxPastes = 200
const maxText = 20_000
const longestMinutes = 7 * 24 * 60

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** 16 letters that are hard to confuse: 80 bits of chance, for an address is all that protects it. */
function newId(): string {
  const letters = '0123456789abcdefghjkmnpqrstvwxyz'
  return Array.from(random(16), (byte) => letters.charAt(byte % 32)).join('')
}

function sweep(): number {
  const live = kv.list('', maxPastes).filter((id) => {
    const isOver = (kv.get(id) as Paste).expiresAt <= now()
    if (isOver) kv.delete(id)
    return !isOver
  })
  return live.length
}

function create(body: Json): Response {
  const hint = 'POST {"text": "...", "minutes": 60, "burn": false, "language": "ts"}'
  const given = typeof body === 'string' ? { text: body } : body
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return bad('the body must be text or an object', hint)
  const { text, minutes = 60, burn = false, language = 'text' } = given
  if (typeof text !== 'string' || text === '' || text.length > maxText)
    return bad(`"text" must have 1 to ${maxText} characters`, hint)
  if (typeof minutes !== 'number' || !(minutes > 0 && minutes <= longestMinutes))
    return bad('"minutes" is out of range', `above 0, at most ${longestMinutes} (a week)`)
  if (typeof burn !== 'boolean') return bad('"burn" must be true or false', hint)
  if (typeof language !== 'string' || !/^[a-z0-9+#-]{1,20}$/.test(language))
    return bad('"language" is none', 'such as ts, python or c++')
  if (sweep() >= maxPastes)
    return { status: 503, body: { error: 'the bin is full', hint: 'try again when pastes expire' } }
  const id = newId()
  const expiresAt = now() + minutes * 60_000
  kv.set(id, { text, language, expiresAt, burn })
  return { status: 201, body: { id, expires: new Date(expiresAt).toISOString(), burn } }
}

export function handle({ method, path, query, body }: Request): Response {
  if (method === 'POST' && path === '/') return create(body)
  const id = path.slice(1)
  if (!/^[0-9a-z]{16}$/.test(id))
    return bad('this is no address of a paste', 'POST / makes one; GET /<id> reads it')
  const paste = kv.get(id) as Paste | undefined
  if (paste === undefined || paste.expiresAt <= now())
    return { status: 404, body: { error: 'the paste is gone', hint: 'it expired or was read' } }
  if (method === 'DELETE' || paste.burn) kv.delete(id)
  if (query.raw !== undefined)
    return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: paste.text }
  const { text, language, burn } = paste
  return {
    body: { text, language, lines: text.split('\n').length, burnt: burn || method === 'DELETE' },
  }
}
