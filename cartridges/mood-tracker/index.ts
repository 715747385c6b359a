// Moods and what went with them. For each tag the mood with it is compared with the mood without it, and
// chance is asked: the tags are dealt anew over the days, and what luck does as well is not reported.

type Entry = { mood: number; tags: string[]; note: string }
type Year = { [monthDay: string]: Entry }
type Dated = Entry & { day: string }

const words = ['awful', 'bad', 'fair', 'good', 'great']
const maxTags = 8
const deals = 400
/** A year is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 21_000

function no(status: number, error: string): Response {
  const hint =
    'PUT /2026-11-20 {"mood": 4, "tags": ["run", "friends"], "note": "Lake"} (1 awful to 5 great); GET /2026-11-20; DELETE /2026-11-20; GET /2026-11 or GET /2026'
  return { status, body: { error, hint } }
}

const round = (value: number) => Math.round(value * 100) / 100

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** A small generator with a fixed seed: the same days always get the same answer. */
function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** The difference that a tag makes, and how often a random deal of as many days differs as much. */
function effectOf(moods: readonly number[], has: readonly boolean[]) {
  const count = has.filter(Boolean).length
  const total = meanOf(moods) * moods.length
  const differ = (sum: number) => sum / count - (total - sum) / (moods.length - count)
  const real = differ(moods.reduce((sum, mood, i) => sum + (has[i] ? mood : 0), 0))
  const next = chance(moods.length * 31 + count)
  const pool = [...moods]
  let asMuch = 0
  for (let deal = 0; deal < deals; deal++) {
    let sum = 0
    for (let i = 0; i < count; i++) {
      const at = i + Math.floor(next() * (pool.length - i))
      const drawn = pool[at] ?? 0
      pool[at] = pool[i] ?? 0
      pool[i] = drawn
      sum += drawn
    }
    if (Math.abs(differ(sum)) >= Math.abs(real) - 1e-9) asMuch += 1
  }
  return { difference: real, luck: (asMuch + 1) / (deals + 1) }
}

function effectsOf(entries: readonly Dated[]) {
  const moods = entries.map(({ mood }) => mood)
  return [...new Set(entries.flatMap(({ tags }) => tags))]
    .map((tag) => ({ tag, has: entries.map(({ tags }) => tags.includes(tag)) }))
    .map(({ tag, has }) => ({ tag, has, days: has.filter(Boolean).length }))
    .filter(({ days }) => days >= 3 && entries.length - days >= 3)
    .sort((a, b) => b.days - a.days || (a.tag < b.tag ? -1 : 1))
    .slice(0, 20)
    .map(({ tag, has, days }) => ({ tag, days, ...effectOf(moods, has) }))
    .filter(({ luck }) => luck <= 0.1)
    .sort((a, b) => b.difference - a.difference)
    .map(({ tag, days, difference, luck }) => {
      return { tag, days, difference: round(difference), luck: round(luck) }
    })
}

function report(period: string, entries: readonly Dated[]): Json {
  const moods = entries.map(({ mood }) => mood)
  const steps = moods.slice(1).map((mood, i) => Math.abs(mood - (moods[i] ?? mood)))
  const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((name, index) => {
    const own = entries.filter(({ day }) => new Date(day).getUTCDay() === index)
    return { name, mean: own.length < 2 ? null : round(meanOf(own.map(({ mood }) => mood))) }
  })
  return {
    period,
    days: entries.length,
    mean: moods.length === 0 ? null : round(meanOf(moods)),
    swing: steps.length === 0 ? null : round(meanOf(steps)),
    counts: words.map((word, i) => ({
      word,
      days: moods.filter((mood) => mood === i + 1).length,
    })),
    weekdays: weekdays.filter(({ mean }) => mean !== null),
    effects: effectsOf(entries),
  }
}

function read(body: Json): Entry | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body must be {"mood", "tags", "note"}'
  const { mood, tags = [], note = '' } = body
  if (!Number.isInteger(mood) || Number(mood) < 1 || Number(mood) > 5)
    return '"mood" must be a whole number from 1 (awful) to 5 (great)'
  if (!Array.isArray(tags) || tags.length > maxTags)
    return `"tags" must be a list of at most ${maxTags}`
  const clean: string[] = []
  for (const tag of tags) {
    if (typeof tag !== 'string' || !/^[\p{L}\p{N}][\p{L}\p{N} -]{0,23}$/u.test(tag))
      return 'a tag is 1 to 24 letters, digits, blanks and dashes'
    clean.push(tag.toLowerCase())
  }
  if (typeof note !== 'string' || note.length > 200) return '"note" is at most 200 characters'
  return { mood: Number(mood), tags: [...new Set(clean)].sort(), note }
}

export function handle({ method, path, body, payment }: Request): Response {
  const [, year, month, dayOfMonth] = /^\/(20\d\d)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(path) ?? []
  if (year === undefined) return no(400, 'the path must be a day, a month or a year')
  const key = `${payment?.payer.toLowerCase() ?? 'anyone'}/${year}`
  const kept = (kv.get(key) as Year | undefined) ?? {}
  if (month === undefined || dayOfMonth === undefined) {
    if (method !== 'GET') return no(400, 'a mood belongs to a day')
    if (month !== undefined && !(Number(month) >= 1 && Number(month) <= 12))
      return no(400, 'there is no such month')
    const entries = Object.entries(kept)
      .filter(([monthDay]) => month === undefined || monthDay.startsWith(month))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([monthDay, entry]) => ({ day: `${year}-${monthDay}`, ...entry }))
    return { body: report(path.slice(1), entries) }
  }
  const monthDay = `${month}-${dayOfMonth}`
  const ms = Date.parse(`${year}-${monthDay}`)
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(5, 10) !== monthDay)
    return no(400, 'there is no such day')
  const { [monthDay]: known, ...others } = kept
  const day = `${year}-${monthDay}`
  if (method !== 'PUT') {
    if (known === undefined) return no(404, 'no mood was noted on this day')
    if (method === 'DELETE') kv.set(key, others)
    return { body: { day, word: words[known.mood - 1] ?? '', ...known } }
  }
  const entry = read(body)
  if (typeof entry === 'string') return no(400, entry)
  const next = { ...others, [monthDay]: entry }
  if (JSON.stringify(next).length > maxCharacters)
    return no(409, 'this year is full; shorter notes make room')
  kv.set(key, next)
  return { body: { day, word: words[entry.mood - 1] ?? '', ...entry } }
}
