// A shopping list that learns the way through the shop. Amounts of the same thing add up across units;
// the order in which things were ticked off becomes the order of the next list.

type Unit = 'g' | 'ml' | ''
type Item = { name: string; unit: Unit; amount: number; basket: boolean }
type List = { items: Item[]; trip: string[]; way: string[] }

const maxItems = 80
const maxWay = 200
const base: { readonly [unit: string]: readonly [Unit, number] } = {
  g: ['g', 1],
  kg: ['g', 1000],
  ml: ['ml', 1],
  cl: ['ml', 10],
  l: ['ml', 1000],
  x: ['', 1],
  '': ['', 1],
}

const nope = (error: string, status = 400): Response => {
  const hint =
    'POST /items {"text": "500 g flour\\n3 lemons\\nmilk 1.5 l"}; POST /basket {"name": "milk"} ticks it off, DELETE /basket?name=milk puts it back; POST /done ends the trip; GET /; DELETE /items?name=milk'
  return { status, body: { error, hint } }
}

/** Reads "500 g flour", "flour 0,5 kg", "2x lemons" or just "salt". */
function itemFrom(line: string): Item | null {
  const text = line.trim().replace(/\s+/g, ' ')
  const [, front, frontUnit = '', after] =
    /^(\d{1,5}(?:[.,]\d{1,3})?) ?(?:(kg|g|ml|cl|l|x) |(?<= ))(\S.*)$/i.exec(text) ?? []
  const [, before, back, backUnit = ''] =
    /^(.*\S) (\d{1,5}(?:[.,]\d{1,3})?) ?(kg|g|ml|cl|l|x)?$/i.exec(text) ?? []
  const name = (after ?? before ?? text).toLowerCase()
  const [unit, factor] = base[(after ? frontUnit : backUnit).toLowerCase()] ?? ['', 1]
  const number = front !== undefined && after ? front : (back ?? '1')
  const amount = Math.round(Number(number.replace(',', '.')) * factor * 1000) / 1000
  const isName = /\p{L}/u.test(name) && name.length <= 40
  return isName && amount > 0 ? { name, unit, amount, basket: false } : null
}

function shown({ unit, amount }: Item): string {
  const big = unit !== '' && amount >= 1000
  const number = Math.round(big ? amount : amount * 1000) / 1000
  if (unit === '') return String(number)
  return `${number} ${big ? (unit === 'g' ? 'kg' : 'l') : unit}`
}

/** Things whose place is known come as one walks; new ones come last, as they were written. */
function answer({ items, way }: List): Response {
  const places = new Map(way.map((name, index) => [name, index]))
  const placed = (item: Item) => places.get(item.name) ?? way.length
  const sorted = [...items].sort((a, b) => placed(a) - placed(b))
  const row = (item: Item) => ({
    name: item.name,
    amount: shown(item),
    known: places.has(item.name),
  })
  return {
    body: {
      open: sorted.filter(({ basket }) => !basket).map(row),
      basket: sorted.filter(({ basket }) => basket).map(row),
    },
  }
}

/**
 * The way after a trip: things that had a place share the places they had, in the order of the trip;
 * a new thing comes right after what was ticked before it.
 */
function learn(way: readonly string[], trip: readonly string[]): string[] {
  const met = trip.filter((name) => way.includes(name))
  const order = met.values()
  const next = way.map((name) => (met.includes(name) ? (order.next().value ?? name) : name))
  let before: string | null = null
  for (const name of trip) {
    if (!way.includes(name)) next.splice(before === null ? 0 : next.indexOf(before) + 1, 0, name)
    before = name
  }
  return next.slice(0, maxWay)
}

function added(items: readonly Item[], text: string): Item[] | string {
  const all = [...items]
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const item = itemFrom(line)
    if (item === null) return `"${line.trim().slice(0, 40)}" is nothing to buy`
    const at = all.findIndex(({ name, unit }) => name === item.name && unit === item.unit)
    const same = all[at]
    // What was in the basket already is not enough any more.
    if (same) all[at] = { ...item, amount: same.amount + item.amount }
    else all.push(item)
  }
  return all
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const list = (kv.get(owner) as List | undefined) ?? { items: [], trip: [], way: [] }
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const keep = (next: List) => {
    kv.set(owner, next)
    return answer(next)
  }
  if (method === 'GET') return path === '/' ? answer(list) : nope('the list is at /')
  if (path === '/done' && method === 'POST') {
    const items = list.items.filter(({ basket }) => !basket)
    return keep({ items, trip: [], way: learn(list.way, list.trip) })
  }
  if (path === '/items' && method === 'POST') {
    const { text } = given
    if (typeof text !== 'string' || text.trim() === '' || text.length > 4000)
      return nope('"text" must be lines of 1 to 4000 characters')
    const items = added(list.items, text)
    if (typeof items === 'string') return nope(items)
    if (items.length > maxItems) return nope(`a list holds ${maxItems} things`, 409)
    return keep({ ...list, items })
  }
  if (path !== '/basket' && path !== '/items') return nope('there is no such path')
  const name = given.name ?? query.name
  if (typeof name !== 'string') return nope('"name" must say which thing')
  const wanted = name.trim().toLowerCase()
  if (!list.items.some((item) => item.name === wanted)) return nope('this is not on the list', 404)
  const without = list.trip.filter((other) => other !== wanted)
  if (path === '/items') {
    const items = list.items.filter((item) => item.name !== wanted)
    return keep({ ...list, items, trip: without })
  }
  const basket = method === 'POST'
  const items = list.items.map((item) => (item.name === wanted ? { ...item, basket } : item))
  return keep({ ...list, items, trip: basket ? [...without, wanted] : without })
}
