// What a group spends together. Money is whole cents; a share that does not divide gives its odd cents
// to the first people named, so the shares of an expense always add up to what was paid.

type Expense = { id: number; payer: string; cents: number; what: string; for: string[] }
type Group = { people: string[]; lastId: number; expenses: Expense[] }
type Transfer = { from: string; to: string; cents: number }

const maxGroups = 40
/** A group is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000
const maxCents = 100_000_000

const refuse = (status: number, error: string, hint: string): Response => {
  return { status, body: { error, hint } }
}

const isName = (value: Json): value is string =>
  typeof value === 'string' && value.trim() === value && value !== '' && value.length <= 30

const areNames = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every(isName) && new Set(value).size === value.length

function balancesOf({ people, expenses }: Group) {
  const paid = new Map(people.map((name) => [name, 0]))
  const share = new Map(paid)
  const add = (to: Map<string, number>, name: string, cents: number) =>
    to.set(name, (to.get(name) ?? 0) + cents)
  for (const { payer, cents, for: sharers } of expenses) {
    add(paid, payer, cents)
    const odd = cents % sharers.length
    const even = (cents - odd) / sharers.length
    for (const [index, name] of sharers.entries()) add(share, name, even + (index < odd ? 1 : 0))
  }
  return people.map((name) => {
    const [gave = 0, owes = 0] = [paid.get(name), share.get(name)]
    return { name, paid: gave, share: owes, balance: gave - owes }
  })
}

/** The largest debtor pays the largest creditor until nobody owes: at most one transfer a person less one. */
function settle(balances: readonly { name: string; balance: number }[]): Transfer[] {
  const open = balances.map(({ name, balance }) => ({ name, balance }))
  const transfers: Transfer[] = []
  for (;;) {
    const [low, high] = [...open].sort((a, b) => a.balance - b.balance).filter(isEnd)
    if (low === undefined || high === undefined || high.balance === 0) return transfers
    const cents = Math.min(-low.balance, high.balance)
    low.balance += cents
    high.balance -= cents
    transfers.push({ from: low.name, to: high.name, cents })
  }
}

const isEnd = (_: unknown, index: number, all: readonly unknown[]) =>
  index === 0 || index === all.length - 1

function summary(name: string, group: Group): Json {
  const balances = balancesOf(group)
  const total = group.expenses.reduce((sum, { cents }) => sum + cents, 0)
  return { group: name, total, expenses: group.expenses, balances, transfers: settle(balances) }
}

function readExpense(group: Group, body: Json): Expense | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'the body must be an object'
  const { payer, cents, what = '', for: sharers = group.people } = body
  const isMember = (name: Json | undefined) =>
    typeof name === 'string' && group.people.includes(name)
  if (typeof payer !== 'string' || !isMember(payer)) return '"payer" is not in the group'
  if (typeof cents !== 'number' || !Number.isInteger(cents) || cents < 1 || cents > maxCents)
    return `"cents" must be a whole number from 1 to ${maxCents}`
  if (typeof what !== 'string' || what.length > 80) return '"what" is at most 80 characters'
  if (!areNames(sharers) || sharers.length === 0 || !sharers.every(isMember))
    return '"for" must be different people of the group'
  return { id: group.lastId + 1, payer, cents, what, for: sharers }
}

function found(name: string, body: Json): Response {
  const people = typeof body === 'object' && body !== null && 'people' in body ? body.people : null
  if (!areNames(people) || people.length < 2 || people.length > 20)
    return refuse(
      400,
      '"people" must be 2 to 20 different names of up to 30 characters',
      '{"people": ["Ada", "Bob"]}',
    )
  if (kv.list('', maxGroups).length >= maxGroups)
    return refuse(409, 'there are too many groups', 'DELETE one that is settled')
  const group = { people, lastId: 0, expenses: [] }
  kv.set(name, group)
  return { status: 201, body: summary(name, group) }
}

export function handle({ method, path, body }: Request): Response {
  const [, name = '', what, id] =
    /^\/([a-z0-9-]{1,40})(?:\/(expenses)(?:\/(\d{1,6}))?)?$/.exec(path) ?? []
  if (name === '') return refuse(400, 'no group was named', 'POST /trip, POST /trip/expenses')
  const group = kv.get(name) as Group | undefined
  if (what === undefined && method === 'POST')
    return group === undefined ? found(name, body) : refuse(409, `"${name}" exists`, 'another name')
  if (group === undefined) return refuse(404, `there is no group "${name}"`, `POST /${name}`)

  if (what === undefined && method === 'DELETE') kv.delete(name)
  else if (id !== undefined && method === 'DELETE') {
    const left = group.expenses.filter((expense) => expense.id !== Number(id))
    if (left.length === group.expenses.length)
      return refuse(404, `there is no expense ${id}`, `GET /${name} lists them`)
    group.expenses = left
    kv.set(name, group)
  } else if (what === 'expenses' && id === undefined && method === 'POST') {
    const expense = readExpense(group, body)
    if (typeof expense === 'string')
      return refuse(400, expense, `{"payer": "${group.people[0]}", "cents": 1250, "what": "Taxi"}`)
    group.lastId = expense.id
    group.expenses.push(expense)
    if (JSON.stringify(group).length > maxCharacters)
      return refuse(409, 'the group is full', 'settle it and begin another')
    kv.set(name, group)
  } else if (method !== 'GET')
    return refuse(400, `${method} does nothing here`, 'GET, POST, DELETE')
  return { body: summary(name, group) }
}
