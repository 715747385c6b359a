// A budget of envelopes by month: every cent of the income gets a purpose, spending takes it out, and
// what is left over or missing goes into the month that follows. Money is whole cents.

type Envelope = { name: string; cents: number; carry: boolean }
type Spending = { envelope: string; cents: number; day: string; what: string }
type Month = { income: number; envelopes: Envelope[]; spendings: Spending[] }

const maxMonths = 24
const maxCents = 1_000_000_000

class Objection extends Error {
  readonly status: number
  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

const isObject = (value: Json | undefined): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function centsOf(value: Json | undefined, name: string, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > maxCents)
    throw new Objection(`"${name}" must be whole cents from ${least} to ${maxCents}`)
  return value
}

const monthBefore = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

const daysIn = (month: string) => {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).getUTCDate()
}

/** What an envelope passes on: all that is missing, and what is left over if it carries. */
function leftIn(months: ReadonlyMap<string, Month>, month: string, name: string): number {
  const own = months.get(month)
  const envelope = own?.envelopes.find((one) => one.name === name)
  if (own === undefined || envelope === undefined) return 0
  const spent = own.spendings
    .filter((one) => one.envelope === name)
    .reduce((sum, { cents }) => sum + cents, 0)
  return envelope.cents + carriedInto(months, month, name) - spent
}

function carriedInto(months: ReadonlyMap<string, Month>, month: string, name: string): number {
  const before = monthBefore(month)
  const envelope = months.get(before)?.envelopes.find((one) => one.name === name)
  if (envelope === undefined) return 0
  const left = leftIn(months, before, name)
  return envelope.carry ? left : Math.min(0, left)
}

function report(months: ReadonlyMap<string, Month>, name: string, today: string | null): Json {
  const { income, envelopes, spendings } = months.get(name) ?? {
    income: 0,
    envelopes: [],
    spendings: [],
  }
  const daysLeft = today === null ? null : daysIn(name) - Number(today.slice(8)) + 1
  const rows = envelopes.map((envelope) => {
    const left = leftIn(months, name, envelope.name)
    const carried = carriedInto(months, name, envelope.name)
    return {
      name: envelope.name,
      planned: envelope.cents,
      carried,
      spent: envelope.cents + carried - left,
      left,
      perDay: daysLeft === null ? null : Math.max(0, Math.floor(left / daysLeft)),
    }
  })
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  const missing = rows.filter(({ left }) => left < 0)
  // Whoever has most left can help first.
  const givers = rows.filter(({ left }) => left > 0).sort((a, b) => b.left - a.left)
  const spare = new Map(givers.map((row) => [row.name, row.left]))
  const moves = missing.flatMap(({ name: to, left }) => {
    let open = -left
    return givers.flatMap(({ name: from }) => {
      const cents = Math.min(open, spare.get(from) ?? 0)
      if (cents === 0) return []
      open -= cents
      spare.set(from, (spare.get(from) ?? 0) - cents)
      return [{ from, to, cents }]
    })
  })
  return {
    month: name,
    income,
    unassigned: income - sum(({ planned }) => planned),
    spent: sum(({ spent }) => spent),
    left: sum(({ left }) => left),
    envelopes: rows,
    moves,
    latest: spendings.slice(-10).reverse(),
  }
}

function plan(old: Month | undefined, body: Json): Month {
  if (!isObject(body)) throw new Objection('the body must be an object')
  const income = centsOf(body.income, 'income', 0)
  const { envelopes: given } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 30)
    throw new Objection('"envelopes" must be a list of 1 to 30')
  const envelopes = given.map((item): Envelope => {
    const { name, cents, carry = false } = isObject(item) ? item : {}
    if (typeof name !== 'string' || name.trim() !== name || !/^[^\p{C}]{1,40}$/u.test(name))
      throw new Objection('an envelope has a "name" of 1 to 40 characters')
    if (typeof carry !== 'boolean') throw new Objection('"carry" must be true or false')
    return { name, cents: centsOf(cents, 'cents', 0), carry }
  })
  const names = new Set(envelopes.map(({ name }) => name))
  if (names.size < envelopes.length) throw new Objection('two envelopes have the same name')
  const planned = envelopes.reduce((sum, { cents }) => sum + cents, 0)
  if (planned > income)
    throw new Objection(`${planned - income} cents more are planned than come in`)
  const spendings = old?.spendings ?? []
  const lost = spendings.find(({ envelope }) => !names.has(envelope))
  if (lost) throw new Objection(`"${lost.envelope}" must stay: something was spent from it`, 409)
  return { income, envelopes, spendings }
}

function spend(name: string, month: Month, body: Json): void {
  const { envelope, cents, day, what = '' } = isObject(body) ? body : {}
  if (typeof envelope !== 'string' || !month.envelopes.some((one) => one.name === envelope))
    throw new Objection('"envelope" must be one of this month')
  const amount = centsOf(cents, 'cents', -maxCents)
  if (amount === 0) throw new Objection('"cents" must not be 0; below it is money that came back')
  if (typeof day !== 'string' || !isDayOf(name, day))
    throw new Objection('"day" must be one of this month')
  if (typeof what !== 'string' || what.length > 60)
    throw new Objection('"what" has at most 60 characters')
  // A month is one value of the store, 64 kB.
  if (month.spendings.length >= 200) throw new Objection('a month has 200 spendings', 409)
  month.spendings.push({ envelope, cents: amount, day, what })
}

const isDayOf = (month: string, day: string) =>
  /^\d{4}-\d\d-\d\d$/.test(day) &&
  day.startsWith(month) &&
  Number(day.slice(8)) >= 1 &&
  Number(day.slice(8)) <= daysIn(month)

function answer({ method, path, query, body, payment }: Request): Response {
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const keys = kv.list(owner, maxMonths)
  const months = new Map(keys.map((key) => [key.slice(owner.length), kv.get(key) as Month]))
  if (path === '/' && method === 'GET') {
    const all = [...months.keys()].sort().map((name) => {
      const { income, spendings } = months.get(name) ?? { income: 0, spendings: [] }
      return { month: name, income, spent: spendings.reduce((sum, { cents }) => sum + cents, 0) }
    })
    return { body: { months: all } }
  }
  const name = /^\/(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(path)?.[1]
  if (name === undefined) throw new Objection('the path must be / or a month')
  const month = months.get(name)
  if (method === 'PUT') {
    if (month === undefined && months.size >= maxMonths)
      throw new Objection(`${maxMonths} months are kept`, 409)
    const planned = plan(month, body)
    months.set(name, planned)
    kv.set(owner + name, planned)
    return { status: month === undefined ? 201 : 200, body: report(months, name, null) }
  }
  if (month === undefined) throw new Objection(`there is no plan for ${name}`, 404)
  if (method === 'DELETE') {
    kv.delete(owner + name)
    return { body: { deleted: name } }
  }
  if (method === 'POST') {
    spend(name, month, body)
    kv.set(owner + name, month)
  }
  const { today = null } = query
  if (today !== null && !isDayOf(name, today))
    throw new Objection('"today" must be a day of this month')
  return { body: report(months, name, today) }
}

export function handle(request: Request): Response {
  try {
    return answer(request)
  } catch (error) {
    if (!(error instanceof Objection)) throw error
    const hint =
      'PUT /2026-11 {"income": 200000, "envelopes": [{"name": "food", "cents": 40000, "carry": true}]}; POST /2026-11 {"envelope": "food", "cents": 1250, "day": "2026-11-20"}; GET /2026-11?today=2026-11-20'
    return { status: error.status, body: { error: error.message, hint } }
  }
}
