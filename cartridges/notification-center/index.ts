// Notifications bundled by what they are about and grouped by the reader's days.

type JsonObject = { readonly [key: string]: Json }
type Item = {
  actor: string
  verb: string
  subject: string
  ms: number
  isRead: boolean
  url: string
}
type Note = { text: string; when: string; count: number; read: boolean; url: string }

class BadInput extends Error {}

const dayMs = 86_400_000
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function moment(value: Json | undefined, where: string): number {
  const ms =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN
  if (Number.isNaN(ms)) throw new BadInput(`${where} must be a moment like 2026-11-20T12:00:00Z`)
  return ms
}

function readItem(item: Json, index: number): Item {
  const where = `items[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { actor, verb, subject = '', read = false, url = '' } = item
  for (const [name, value] of Object.entries({ actor, verb }))
    if (typeof value !== 'string' || value.trim() === '' || value.length > 100)
      throw new BadInput(`${where}.${name} must be text of 1 to 100 characters`)
  if (typeof subject !== 'string' || subject.length > 200)
    throw new BadInput(`${where}.subject must be text of at most 200 characters`)
  if (typeof read !== 'boolean') throw new BadInput(`${where}.read must be true or false`)
  if (typeof url !== 'string' || !/^((https?:\/\/|\/(?!\/))\S*)?$/.test(url))
    throw new BadInput(`${where}.url must be a path or http address`)
  return {
    actor: String(actor),
    verb: String(verb),
    subject,
    ms: moment(item.time, `${where}.time`),
    isRead: read,
    url,
  }
}

function relative(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return 'just now'
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day']
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`
}

function whoOf(actors: readonly string[]): string {
  const [first = '', second, ...others] = actors
  if (second === undefined) return first
  if (others.length === 0) return `${first} and ${second}`
  return `${first} and ${actors.length - 1} others`
}

function labelOf(day: number, today: number): string {
  if (day >= today) return 'Today'
  if (day === today - 1) return 'Yesterday'
  const date = new Date(day * dayMs)
  return today - day < 7 ? (weekdays[date.getUTCDay()] ?? '') : date.toISOString().slice(0, 10)
}

function bundle(items: readonly Item[], at: number, offsetMs: number) {
  const dayOf = (ms: number) => Math.floor((ms + offsetMs) / dayMs)
  const bundles = new Map<string, Item[]>()
  for (const item of [...items].sort((a, b) => b.ms - a.ms)) {
    const key = JSON.stringify([dayOf(item.ms), item.verb, item.subject])
    bundles.set(key, [...(bundles.get(key) ?? []), item])
  }
  const days = new Map<string, Note[]>()
  for (const members of bundles.values()) {
    const [newest] = members
    if (!newest) continue
    const who = whoOf([...new Set(members.map(({ actor }) => actor))])
    const text = [who, newest.verb, newest.subject].filter(Boolean).join(' ')
    const label = labelOf(dayOf(newest.ms), dayOf(at))
    const note = {
      text,
      when: relative(Math.max(0, at - newest.ms)),
      count: members.length,
      read: members.every(({ isRead }) => isRead),
      url: newest.url,
    }
    days.set(label, [...(days.get(label) ?? []), note])
  }
  return [...days].map(([label, notes]) => ({ label, notes }))
}

function noteHtml({ text, when, read, url }: Note): string {
  const words =
    url === '' ? escapeHtml(text) : `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`
  return `<li${read ? '' : ' class="unread"'}>${read ? '' : '<b>New:</b> '}${words} <small>${when}</small></li>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"items": [{"actor": "Ada", "verb": "liked", "subject": "your photo", "time": "2026-11-20T12:00:00Z"}], "offset": "+01:00"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { items: given, offset = '+00:00' } = body
    if (!Array.isArray(given) || given.length > 500)
      throw new BadInput('"items" must be a list of at most 500')
    const [, sign, hours, minutes] =
      (typeof offset === 'string' && /^([+-])(0\d|1[0-4]):([0-5]\d)$/.exec(offset)) || []
    if (sign === undefined) throw new BadInput('"offset" must be like +01:00')
    const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
    const days = bundle(
      given.map(readItem),
      body.at === undefined ? now() : moment(body.at, '"at"'),
      offsetMs,
    )
    const unread = days.flatMap(({ notes }) => notes).filter(({ read }) => !read).length
    const sections = days.map(
      ({ label, notes }) => `<h3>${label}</h3><ul>${notes.map(noteHtml).join('')}</ul>`,
    )
    const html = `<section aria-label="Notifications"><p role="status">${unread === 0 ? 'Nothing new' : `${unread} new`}</p>${sections.join('')}</section>`
    return { body: { unread, days, html } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
