// What one spends, against budgets. Money is whole cents. The forecast carries on only what varies from
// day to day: rent that is marked !fixed is paid once and not thirty times.

type Entry = { id: number; day: string; cents: number; what: string; tag: string; fixed: boolean }
type Ledger = { last: number; budgets: [tag: string, cents: number][]; entries: Entry[] }

/** A ledger is one value of 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 21_000
const most = 100_000_000

function amiss(error: string, status = 400): Response {
  return {
    status,
    body: {
      error,
      hint: 'POST / {"text": "12.50 lunch with Bob #food", "day": "2026-11-20"}, with !fixed for rent and the like; PUT /budgets/food {"cents": 30000} (0 ends it); GET /2026-11?day=2026-11-20; DELETE /<id>',
    },
  }
}

const lastDayOf = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()

function isDayText(value: Json | undefined): value is string {
  if (typeof value !== 'string' || !/^20\d\d-(0[1-9]|1[0-2])-\d\d$/.test(value)) return false
  const day = Number(value.slice(8))
  return day >= 1 && day <= lastDayOf(value.slice(0, 7))
}

/** Cents of "12", "12.5", "12,50" or "1.234,50"; null for what is no amount above zero. */
function centsOf(text: string): number | null {
  const [, whole = '', part = ''] =
    /^(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text) ?? []
  const cents = Number(whole.replace(/[.,]/g, '')) * 100 + Number(part.padEnd(2, '0'))
  return whole !== '' && cents > 0 && cents <= most ? cents : null
}

function entryFrom(text: string, day: string, id: number): Entry | string {
  const words = text.trim().split(/\s+/)
  const amounts = words.filter((word) => centsOf(word) !== null)
  const [amount] = amounts
  if (amount === undefined) return 'the text names no amount such as 12.50'
  const at = words.indexOf(amount)
  const tags = words.filter((word) => /^#[\p{L}\p{N}-]{1,20}$/u.test(word))
  if (tags.length > 1) return 'an expense has one #tag'
  const rest = words.filter((word, i) => i !== at && !tags.includes(word) && word !== '!fixed')
  const tag = tags[0]?.slice(1).toLowerCase() ?? 'other'
  const fixed = words.includes('!fixed')
  return { id, day, cents: centsOf(amount) ?? 0, what: rest.join(' '), tag, fixed }
}

const sumOf = (entries: readonly Entry[]) => entries.reduce((sum, { cents }) => sum + cents, 0)

/** What the month will have cost if the days to come are like those that were. */
function forecastOf(entries: readonly Entry[], gone: number, days: number): number {
  const varying = sumOf(entries.filter(({ fixed }) => !fixed))
  const fixed = sumOf(entries) - varying
  return Math.round(fixed + (gone === 0 ? 0 : (varying / gone) * days))
}

function monthReport({ budgets, entries }: Ledger, month: string, day: string): Json {
  const ofMonth = entries.filter((entry) => entry.day.startsWith(month))
  const days = lastDayOf(month)
  const gone = day < month ? 0 : day.startsWith(month) ? Number(day.slice(8)) : days
  // Today is not over: what is left is shared with it.
  const ahead = day.startsWith(month) ? days - gone + 1 : gone === 0 ? days : 0
  const limits = new Map(budgets)
  const tags = new Set([...limits.keys(), ...ofMonth.map(({ tag }) => tag)])
  const earlier = new Map<string, number>()
  for (const { day: on, cents } of entries) {
    const past = on.slice(0, 7)
    if (past < month) earlier.set(past, (earlier.get(past) ?? 0) + cents)
  }
  const recent = [...earlier].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, 3)
  const usual = recent.reduce((sum, [, cents]) => sum + cents, 0) / recent.length
  return {
    month,
    total: sumOf(ofMonth),
    forecast: forecastOf(ofMonth, gone, days),
    usual: recent.length === 0 ? null : Math.round(usual),
    tags: [...tags].sort().map((tag) => {
      const own = ofMonth.filter((entry) => entry.tag === tag)
      const [spent, budget] = [sumOf(own), limits.get(tag) ?? null]
      const left = budget === null ? null : budget - spent
      return {
        tag,
        spent,
        budget,
        left,
        aDay: left === null || ahead === 0 ? null : Math.max(0, Math.floor(left / ahead)),
        forecast: forecastOf(own, gone, days),
      }
    }),
    largest: [...ofMonth].sort((a, b) => b.cents - a.cents || a.id - b.id).slice(0, 5),
  }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const ledger = (kv.get(owner) as Ledger | undefined) ?? { last: 0, budgets: [], entries: [] }
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}

  const month = /^\/(20\d\d-(?:0[1-9]|1[0-2]))$/.exec(path)?.[1]
  if (month !== undefined && method === 'GET') {
    const day = query.day ?? `${month}-${lastDayOf(month)}`
    if (!isDayText(day)) return amiss('"day" must be a day like 2026-11-20')
    return { body: monthReport(ledger, month, day) }
  }
  const tag = /^\/budgets\/([\p{L}\p{N}-]{1,20})$/u.exec(path)?.[1]?.toLowerCase()
  if (tag !== undefined && method === 'PUT') {
    const { cents } = given
    if (typeof cents !== 'number' || !Number.isInteger(cents) || cents < 0 || cents > most)
      return amiss(`"cents" must be a whole number from 0 to ${most}`)
    const others = ledger.budgets.filter(([name]) => name !== tag)
    if (others.length >= 30) return amiss('30 budgets are enough', 409)
    const budgets = cents === 0 ? others : [...others, [tag, cents] as [string, number]]
    kv.set(owner, { ...ledger, budgets })
    return { body: { budgets: budgets.map(([name, limit]) => ({ tag: name, cents: limit })) } }
  }
  const id = /^\/(\d{1,7})$/.exec(path)?.[1]
  if (id !== undefined && method === 'DELETE') {
    const entry = ledger.entries.find((other) => other.id === Number(id))
    if (entry === undefined) return amiss(`there is no expense ${Number(id)}`, 404)
    kv.set(owner, { ...ledger, entries: ledger.entries.filter((other) => other !== entry) })
    return { body: entry }
  }
  if (path !== '/' || method !== 'POST') return amiss(`${method} does nothing on this path`)
  const { text, day } = given
  if (typeof text !== 'string' || text.length > 120)
    return amiss('"text" must be text of at most 120 characters')
  if (!isDayText(day)) return amiss('"day" must be a day like 2026-11-20')
  const entry = entryFrom(text, day, ledger.last + 1)
  if (typeof entry === 'string') return amiss(entry)
  const changed = { ...ledger, last: entry.id, entries: [...ledger.entries, entry] }
  if (JSON.stringify(changed).length > maxCharacters)
    return amiss('the ledger is full; DELETE expenses of old months', 409)
  kv.set(owner, changed)
  return { body: entry }
}
