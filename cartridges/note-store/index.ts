// Notes with revisions. Every save keeps the text it replaces, so an overwritten thought comes back
// with POST /<id>/restore. Search wants all words and shows where they were found.

type Note = { id: number; title: string; text: string; past: string[] }

const maxNotes = 50
const maxText = 8_000
const keptRevisions = 3

const idKey = (owner: string, id: number) => `${owner}/${String(id).padStart(6, '0')}`

function no(status: number, error: string): Response {
  const hint =
    'POST / {"title", "text"}, GET /?q=words, GET /<id>, PUT /<id> {"text"}, POST /<id>/restore, DELETE /<id>'
  return { status, body: { error, hint } }
}

/** The line around the first hit, with a few words on both sides. */
function excerptOf(text: string, word: string): string {
  const at = Math.max(0, text.toLowerCase().indexOf(word))
  const start = Math.max(0, at - 30)
  const piece = text
    .slice(start, at + 60)
    .replace(/\s+/g, ' ')
    .trim()
  return `${start > 0 ? '…' : ''}${piece}${at + 60 < text.length ? '…' : ''}`
}

function search(owner: string, q: string): Response {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10)
  const notes = kv
    .list(`${owner}/`, maxNotes)
    .map((key) => kv.get(key) as Note)
    .filter(({ title, text }) => {
      const all = `${title}\n${text}`.toLowerCase()
      return words.every((word) => all.includes(word))
    })
    .map(({ id, title, text }) => ({ id, title, excerpt: excerptOf(text, words[0] ?? '') }))
  return { body: { count: notes.length, notes } }
}

/** The checked fields of a body, or what is wrong with it. */
function fieldsOf(body: Json): { title?: string; text?: string } | string {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return 'the body must be an object'
  const { title, text } = body
  if (
    title !== undefined &&
    (typeof title !== 'string' || title.trim() === '' || title.length > 100)
  )
    return '"title" must be text of 1 to 100 characters'
  if (text !== undefined && (typeof text !== 'string' || text.length > maxText))
    return `"text" must be text of at most ${maxText} characters`
  return { ...(title === undefined ? {} : { title }), ...(text === undefined ? {} : { text }) }
}

function create(owner: string, body: Json): Response {
  const fields = fieldsOf(body)
  if (typeof fields === 'string') return no(400, fields)
  if (fields.title === undefined) return no(400, 'a note needs a "title"')
  const keys = kv.list(`${owner}/`, maxNotes)
  if (keys.length >= maxNotes) return no(409, `you have ${maxNotes} notes already`)
  const id = Number(kv.get(`last:${owner}`) ?? 0) + 1
  kv.set(`last:${owner}`, id)
  const note: Note = { id, title: fields.title, text: fields.text ?? '', past: [] }
  kv.set(idKey(owner, id), note)
  return { body: note }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  if (path === '/') {
    if (method === 'POST') return create(owner, body)
    return method === 'GET' ? search(owner, query.q ?? '') : no(400, 'no note was named')
  }
  const [, digits, restore] = /^\/(\d{1,6})(\/restore)?$/.exec(path) ?? []
  if (digits === undefined) return no(400, 'there are no such paths')
  const key = idKey(owner, Number(digits))
  const note = kv.get(key) as Note | undefined
  if (note === undefined) return no(404, `there is no note ${Number(digits)}`)

  let next = note
  if (restore !== undefined && method === 'POST') {
    const [text, ...past] = note.past
    if (text === undefined) return no(409, 'there is nothing to go back to')
    next = { ...note, text, past }
  } else if (method === 'PUT' && restore === undefined) {
    const fields = fieldsOf(body)
    if (typeof fields === 'string') return no(400, fields)
    const isNew = fields.text !== undefined && fields.text !== note.text
    next = {
      ...note,
      ...fields,
      past: isNew ? [note.text, ...note.past].slice(0, keptRevisions) : note.past,
    }
  } else if (method === 'DELETE') kv.delete(key)
  else if (method !== 'GET') return no(400, `${method} is not known here`)
  if (next !== note) kv.set(key, next)
  return { body: next }
}
