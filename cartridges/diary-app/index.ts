// A diary that gives back: with a day come the days that lie a week, a month and whole years before it.
// Entries are kept month by month; the search forgives accents and case and shows the words around.

type Month = [dayOfMonth: number, text: string][]

const maxMonths = 48
const maxEntry = 4000
/** A month is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxMonthCharacters = 21_000
const maxHits = 20

const problem = (status: number, error: string): Response => ({
  status,
  body: {
    error,
    hint: 'PUT /2026-11-20 {"text": "Went to the lake."}; GET /2026-11-20; GET /?q=lake boat; GET /streak?day=2026-11-20; DELETE /2026-11-20',
  },
})

const isoOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

function isDiaryDay(text: string | undefined): text is string {
  if (text === undefined || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && isoOf(ms) === text
}

const wordsIn = (text: string) => text.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0

const monthAt = (prefix: string, month: string) =>
  (kv.get(prefix + month) as Month | undefined) ?? []

function entryAt(prefix: string, day: string): string | null {
  const dayOfMonth = Number(day.slice(8))
  return monthAt(prefix, day.slice(0, 7)).find(([other]) => other === dayOfMonth)?.[1] ?? null
}

/** The same day some months ago, or null where that month has no such day. */
function monthsBefore(day: string, months: number): string | null {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const first = isoOf(Date.UTC(year, month - 1 - months, 1))
  const same = `${first.slice(0, 7)}-${day.slice(8)}`
  return isDiaryDay(same) ? same : null
}

function lookBack(prefix: string, day: string): Json {
  const past: [ago: string, day: string | null][] = [
    ['a week', isoOf(Date.parse(day) - 7 * 86_400_000)],
    ['a month', monthsBefore(day, 1)],
    ...Array.from({ length: 20 }, (_, index): [string, string | null] => {
      const years = index + 1
      return [years === 1 ? 'a year' : `${years} years`, monthsBefore(day, 12 * years)]
    }),
  ]
  return past.flatMap(([ago, then]) => {
    const text = then === null ? null : entryAt(prefix, then)
    return text === null ? [] : [{ ago: `${ago} ago`, day: then, text }]
  })
}

/** Every character without case and accents; one character may become none or two. */
const plain = (character: string) => character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function excerpt(text: string, words: readonly string[]): string | null {
  const characters = Array.from(text)
  let folded = ''
  const origin: number[] = []
  for (const [index, character] of characters.entries())
    for (const unit of plain(character).split('')) {
      folded += unit
      origin.push(index)
    }
  const places = words.map((word) => folded.indexOf(word))
  if (places.includes(-1)) return null
  const hit = origin[Math.min(...places)] ?? 0
  const [from, to] = [Math.max(0, hit - 40), Math.min(characters.length, hit + 80)]
  const part = characters.slice(from, to).join('').replace(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${part}${to < characters.length ? '…' : ''}`
}

function search(prefix: string, query: string): Response {
  const words = Array.from(query.trim()).map(plain).join('').split(/\s+/).filter(Boolean)
  if (words.length === 0 || words.length > 6 || query.length > 100)
    return problem(400, '"q" must be 1 to 6 words of at most 100 characters')
  const hits: Json[] = []
  let found = 0
  // The latest first: what one looks for is seldom long ago.
  for (const key of kv.list(prefix, maxMonths).reverse())
    for (const [dayOfMonth, text] of (kv.get(key) as Month).reverse()) {
      const part = excerpt(text, words)
      if (part === null) continue
      found += 1
      const day = `${key.slice(prefix.length)}-${String(dayOfMonth).padStart(2, '0')}`
      if (hits.length < maxHits) hits.push({ day, excerpt: part })
    }
  return { body: { found, hits } }
}

function streak(prefix: string, today: string): Response {
  const written = new Set<number>()
  let words = 0
  for (const key of kv.list(prefix, maxMonths))
    for (const [dayOfMonth, text] of kv.get(key) as Month) {
      const month = Date.parse(`${key.slice(prefix.length)}-01`) / 86_400_000
      written.add(month + dayOfMonth - 1)
      words += wordsIn(text)
    }
  let [longest, run, before] = [0, 0, Number.NaN]
  for (const day of [...written].sort((a, b) => a - b)) {
    run = day === before + 1 ? run + 1 : 1
    longest = Math.max(longest, run)
    before = day
  }
  const end = Date.parse(today) / 86_400_000
  let current = written.has(end) ? 1 : 0
  for (let day = end - 1; written.has(day); day--) current += 1
  const wroteToday = written.has(end)
  return { body: { streak: current, longest, wroteToday, entries: written.size, words } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const prefix = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  if (method === 'GET' && path === '/') return search(prefix, query.q ?? '')
  if (method === 'GET' && path === '/streak')
    return isDiaryDay(query.day)
      ? streak(prefix, query.day)
      : problem(400, '"day" must be a day like 2026-11-20')
  const day = path.slice(1)
  if (!isDiaryDay(day)) return problem(400, 'the path must be a day like /2026-11-20')
  const month = monthAt(prefix, day.slice(0, 7))
  const others = month.filter(([other]) => other !== Number(day.slice(8)))
  const key = prefix + day.slice(0, 7)

  let text = entryAt(prefix, day)
  if (method === 'PUT') {
    const given =
      typeof body === 'object' && body !== null && !Array.isArray(body) ? body.text : body
    if (typeof given !== 'string' || given.trim() === '' || given.length > maxEntry)
      return problem(400, `"text" must be 1 to ${maxEntry} characters`)
    text = given.trim()
    const next: Month = [...others, [Number(day.slice(8)), text]]
    if (month.length === 0 && kv.list(prefix, maxMonths).length >= maxMonths)
      return problem(409, `${maxMonths} months are kept; DELETE the days of an old one`)
    if (JSON.stringify(next).length > maxMonthCharacters) return problem(409, 'this month is full')
    kv.set(
      key,
      next.sort(([a], [b]) => a - b),
    )
  }
  if (text === null) return problem(404, 'nothing was written on this day')
  if (method === 'DELETE') {
    if (others.length === 0) kv.delete(key)
    else kv.set(key, others)
  }
  return { body: { day, text, words: wordsIn(text), lookBack: lookBack(prefix, day) } }
}
