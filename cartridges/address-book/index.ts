// An address book: people found by any part of what is known of them, whatever their accents; their next
// birthdays; and vCards in and out. A payer sees only what that payer saved.

type Person = {
  id: number
  name: string
  email: string | null
  phone: string | null
  birthday: string | null
  groups: string[]
  note: string
}
type Book = { last: number; people: Person[] }

/** A book is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000

class Reject extends Error {
  readonly status: number
  readonly hint: string
  constructor(error: string, hint: string, status = 400) {
    super(error)
    this.status = status
    this.hint = hint
  }
}

const example =
  '{"name": "Ada Lovelace", "email": "ada@example.org", "phone": "+44 20 1234567", "birthday": "1815-12-10", "groups": ["friends"]}'

/** For comparison: without accents, in lower case. */
const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function text(value: Json | undefined, name: string, longest: number): string | null {
  if (value === undefined || value === null) return null
  const clean = typeof value === 'string' ? value.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim() : ''
  if (clean === '' || clean.length > longest)
    throw new Reject(`"${name}" must be text of 1 to ${longest} characters`, example)
  return clean
}

function readDay(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(day) ?? []
  const iso = `${year}-${month}-${date}`
  const time = Date.parse(`${iso}T00:00:00Z`)
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(iso) ? null : iso
}

function readPerson(id: number, body: Json): Person {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Reject('the body must be an object', example)
  const name = text(body.name, 'name', 80)
  if (name === null) throw new Reject('"name" is missing', example)
  const email = text(body.email, 'email', 120)
  if (email !== null && !/^[^\s@<>",;:]+@[^\s@<>",;:.]+(\.[^\s@<>",;:.]+)+$/.test(email))
    throw new Reject('"email" is no address', example)
  const phone = text(body.phone, 'phone', 40)?.replace(/[\s()./-]/g, '') ?? null
  if (phone !== null && !/^\+?\d{3,15}$/.test(phone))
    throw new Reject('"phone" must be 3 to 15 digits, with + in front of a country', example)
  const given = text(body.birthday, 'birthday', 10)
  const birthday = given === null ? null : readDay(given)
  if (given !== null && birthday === null)
    throw new Reject('"birthday" must be a day like 1815-12-10', example)
  const { groups = [] } = body
  if (!Array.isArray(groups) || groups.length > 10)
    throw new Reject('"groups" must be a list of at most 10', example)
  const named = groups.map((group) => text(group, 'groups', 30)?.toLowerCase() ?? '')
  const note = text(body.note === '' ? null : body.note, 'note', 300) ?? ''
  return {
    id,
    name,
    email,
    phone,
    birthday,
    groups: [...new Set(named.filter(Boolean))].sort(),
    note,
  }
}

/** Sorted by the last word of the name, as address books are. */
function sorted(people: readonly Person[]): Person[] {
  const key = ({ name }: Person) => {
    const words = fold(name).split(' ')
    return [words.at(-1) ?? '', ...words].join(' ')
  }
  return people
    .map((person) => ({ person, by: key(person) }))
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.person.id - b.person.id))
    .map(({ person }) => person)
}

function add(book: Book, body: Json): Person {
  const person = readPerson(book.last + 1, body)
  const same = book.people.find(
    ({ email, phone }) =>
      (email !== null && email.toLowerCase() === person.email?.toLowerCase()) ||
      (phone !== null && phone === person.phone),
  )
  if (same) throw new Reject(`this is ${same.name}, number ${same.id}`, `PUT /${same.id}`, 409)
  book.last = person.id
  book.people.push(person)
  return person
}

function search(people: readonly Person[], wish: string, group: string | undefined): Person[] {
  const words = fold(wish).split(/\s+/).filter(Boolean)
  return sorted(people).filter((person) => {
    if (group !== undefined && !person.groups.includes(group.toLowerCase())) return false
    const known = fold(
      [person.name, person.email, person.phone, person.note, ...person.groups].join('\n'),
    )
    return words.every((word) => known.includes(word))
  })
}

/** Who has a birthday within so many days; the 29th of February is kept on the 28th in other years. */
function birthdays(people: readonly Person[], on: string, days: number): Json {
  const from = Date.parse(`${on}T00:00:00Z`)
  const year = new Date(from).getUTCFullYear()
  const next = ({ id, name, birthday }: Person) => {
    if (birthday === null) return []
    return [year, year + 1].flatMap((then) => {
      const isLeap = new Date(Date.UTC(then, 1, 29)).getUTCDate() === 29
      const date = birthday.endsWith('-02-29') && !isLeap ? '02-28' : birthday.slice(5)
      const inDays = (Date.parse(`${then}-${date}T00:00:00Z`) - from) / 86_400_000
      const age = then - Number(birthday.slice(0, 4))
      return inDays >= 0 && inDays <= days && age >= 0
        ? [{ id, name, day: `${then}-${date}`, inDays, age }]
        : []
    })
  }
  return sorted(people)
    .flatMap(next)
    .sort((a, b) => a.inDays - b.inDays)
}

function vcards(people: readonly Person[]): string {
  const safe = (value: string) => value.replace(/[\\,;]/g, (sign) => `\\${sign}`)
  const rows = sorted(people).flatMap(({ name, email, phone, birthday, groups, note }) => [
    'BEGIN:VCARD',
    'VERSION:4.0',
    `FN:${safe(name)}`,
    email === null ? '' : `EMAIL:${safe(email)}`,
    phone === null ? '' : `TEL:${phone}`,
    birthday === null ? '' : `BDAY:${birthday.replaceAll('-', '')}`,
    groups.length === 0 ? '' : `CATEGORIES:${groups.map(safe).join(',')}`,
    note === '' ? '' : `NOTE:${safe(note)}`,
    'END:VCARD',
  ])
  return rows
    .filter(Boolean)
    .map((row) => `${(row.match(/.{1,70}/gu) ?? []).join('\r\n ')}\r\n`)
    .join('')
}

function readVcards(book: Book, source: string): Json {
  const skipped: { name: string; why: string }[] = []
  let added = 0
  const cards = source
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split(/^BEGIN:VCARD$/im)
  if (cards.length < 2 || cards.length > 200)
    throw new Reject('there are no vCards', 'text of 1 to 199, each from BEGIN:VCARD to END:VCARD')
  for (const card of cards.slice(1)) {
    const fields = new Map<string, string>()
    for (const line of card.split('\n')) {
      const [, name = '', value = ''] = /^(?:[\w-]+\.)?([\w-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? []
      if (!fields.has(name.toUpperCase())) fields.set(name.toUpperCase(), value.trim())
    }
    const plain = (value: string | undefined) =>
      value?.replace(/\\([\s\S])/g, (_, sign) => (sign === 'n' || sign === 'N' ? ' ' : sign)) ||
      null
    const name = plain(fields.get('FN') ?? fields.get('N')?.replaceAll(';', ' '))
    try {
      const groups = fields.get('CATEGORIES')?.match(/(?:\\.|[^,\\])+/g) ?? []
      add(book, {
        name,
        email: plain(fields.get('EMAIL')),
        phone: fields.get('TEL')?.replace(/^tel:/i, '') || null,
        birthday: readDay(fields.get('BDAY')?.slice(0, 10) ?? ''),
        groups: groups.slice(0, 10).map(plain),
        note: plain(fields.get('NOTE'))?.slice(0, 300) ?? null,
      })
      added += 1
    } catch (error) {
      if (!(error instanceof Reject)) throw error
      skipped.push({ name: (name ?? '').slice(0, 80), why: error.message })
    }
  }
  return { added, skipped: skipped.slice(0, 50) }
}

function answer({ method, path, query, body }: Request, book: Book): Response {
  if (path === '/' && method === 'POST') return { status: 201, body: add(book, body) }
  if (path === '/import' && method === 'POST')
    return { body: readVcards(book, typeof body === 'string' ? body : '') }
  if (path === '/' && method === 'GET') {
    const people = search(book.people, query.q ?? '', query.group)
    return { body: { count: people.length, people } }
  }
  if (path === '/export' && method === 'GET')
    return { headers: { 'content-type': 'text/vcard; charset=utf-8' }, body: vcards(book.people) }
  if (path === '/birthdays' && method === 'GET') {
    const [on, days] = [readDay(query.on ?? ''), query.days ?? '30']
    if (on === null || !/^\d{1,3}$/.test(days) || Number(days) > 365)
      throw new Reject('"on" must be a day, "days" 0 to 365', '/birthdays?on=2026-11-20&days=30')
    return { body: { birthdays: birthdays(book.people, on, Number(days)) } }
  }
  const id = Number(/^\/([1-9]\d{0,6})$/.exec(path)?.[1] ?? 0)
  if (id === 0 || method === 'POST')
    throw new Reject('there is nothing here', '/, /<id>, /birthdays, /export, POST / and /import')
  const at = book.people.findIndex((person) => person.id === id)
  const person = book.people[at]
  if (person === undefined) throw new Reject(`there is no number ${id}`, 'GET / lists all', 404)
  if (method === 'DELETE') book.people.splice(at, 1)
  if (method !== 'PUT') return { body: person }
  const changed = readPerson(id, body)
  book.people[at] = changed
  return { body: changed }
}

export function handle(request: Request): Response {
  const owner = request.payment?.payer.toLowerCase() ?? 'anyone'
  try {
    const book = (kv.get(owner) ?? { last: 0, people: [] }) as Book
    const response = answer(request, book)
    if (request.method === 'GET') return response
    if (JSON.stringify(book).length > maxCharacters)
      throw new Reject('the book is full', 'DELETE /<id> makes room', 409)
    kv.set(owner, book)
    return response
  } catch (error) {
    if (!(error instanceof Reject)) throw error
    return { status: error.status, body: { error: error.message, hint: error.hint } }
  }
}
