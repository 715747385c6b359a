// Stock that tells when to order. Use a day is taken from what left in the last thirty days, the reorder
// point is that use over the time of delivery plus a reserve, and costs follow the moving average.

type Terms = { title: string; leadDays: number; reserve: number; pack: number }
type Item = Terms & { stock: number; worth: number; first: number; out: [day: number, n: number][] }
type Body = { readonly [field: string]: Json }

const maxItems = 60
const windowDays = 30

class Reject extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

function whole(body: Body, field: string, least: number, most: number, usual?: number): number {
  const value = body[field] ?? usual
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most)
    return value
  throw new Reject(400, `"${field}" must be a whole number from ${least} to ${most}`)
}

function dayOf(value: Json | undefined): number {
  const ms = typeof value === 'string' && value.length === 10 ? Date.parse(value) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value)
    throw new Reject(400, '"day" must be a day like 2026-11-20')
  return ms / 86_400_000
}

function view(sku: string, item: Item, today: number) {
  const recent = item.out.filter(([day]) => day > today - windowDays && day <= today)
  const left = recent.reduce((sum, [, count]) => sum + count, 0)
  // A young item is judged by the days it is there, but never by less than a week.
  const days = Math.min(windowDays, Math.max(7, today - item.first + 1))
  const use = left / days
  const point = Math.ceil(use * item.leadDays) + item.reserve
  const isDue = item.stock <= point && (use > 0 || item.stock < item.reserve)
  const wanted = Math.ceil(use * (item.leadDays + windowDays)) + item.reserve - item.stock
  return {
    sku,
    title: item.title,
    stock: item.stock,
    valueCents: Math.round(item.worth),
    useADay: Math.round(use * 100) / 100,
    daysLeft: use === 0 ? null : Math.floor(item.stock / use),
    reorderPoint: point,
    order: isDue ? Math.max(1, Math.ceil(wanted / item.pack)) * item.pack : 0,
  }
}

function overview(prefix: string, today: number): Json {
  const rows = kv.list(prefix, maxItems).map((key) => {
    return view(key.slice(prefix.length), kv.get(key) as Item, today)
  })
  const endless = Number.POSITIVE_INFINITY
  rows.sort((a, b) => (a.daysLeft ?? endless) - (b.daysLeft ?? endless) || (a.sku < b.sku ? -1 : 1))
  return {
    valueCents: rows.reduce((sum, { valueCents }) => sum + valueCents, 0),
    toOrder: rows.filter(({ order }) => order > 0).map(({ sku, order }) => ({ sku, count: order })),
    items: rows,
  }
}

function termsFrom(body: Body): Terms {
  const { title } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
    throw new Reject(400, '"title" must be text of 1 to 80 characters')
  return {
    title,
    leadDays: whole(body, 'leadDays', 0, 180, 7),
    reserve: whole(body, 'reserve', 0, 1_000_000, 0),
    pack: whole(body, 'pack', 1, 100_000, 1),
  }
}

/** The item after a delivery (above 0, at a unit price) or a withdrawal (below 0, at the mean cost). */
function moved(item: Item, body: Body, today: number): Item {
  const change = whole(body, 'change', -1_000_000, 1_000_000)
  if (change === 0) throw new Reject(400, '"change" must not be 0')
  const first = Math.min(item.first, today)
  if (change > 0) {
    const cents = whole(body, 'cents', 0, 10_000_000, 0)
    const stock = item.stock + change
    if (stock > 10_000_000) throw new Reject(409, 'there is no room for more than 10000000')
    return { ...item, first, stock, worth: item.worth + change * cents }
  }
  const stock = item.stock + change
  if (stock < 0) throw new Reject(409, `only ${item.stock} are there`)
  const sum = (item.out.find(([day]) => day === today)?.[1] ?? 0) - change
  const others = item.out.filter(([day]) => day !== today)
  const out = [...others, [today, sum] as [number, number]].sort(([a], [b]) => a - b).slice(-45)
  return { ...item, first, stock, worth: (item.worth / item.stock) * stock, out }
}

function answer({ method, path, query, body, payment }: Request): Json {
  const prefix = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  if (path === '/' && method === 'GET') return overview(prefix, dayOf(query.day))
  const sku = /^\/([A-Za-z0-9][\w.-]{0,30})$/.exec(path)?.[1]
  if (sku === undefined) throw new Reject(400, 'the path must be / or an item such as /M8-bolt')
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const today = dayOf(fields.day ?? query.day)
  const item = kv.get(prefix + sku) as Item | undefined
  if (method === 'PUT') {
    const terms = termsFrom(fields)
    if (!item && kv.list(prefix, maxItems).length >= maxItems)
      throw new Reject(409, `you keep ${maxItems} items already`)
    const made = { stock: 0, worth: 0, first: today, out: [], ...item, ...terms }
    kv.set(prefix + sku, made)
    return view(sku, made, today)
  }
  if (item === undefined) throw new Reject(404, `there is no item "${sku}"`)
  if (method === 'DELETE') kv.delete(prefix + sku)
  if (method !== 'POST') return view(sku, item, today)
  const changed = moved(item, fields, today)
  kv.set(prefix + sku, changed)
  return view(sku, changed, today)
}

export function handle(request: Request): Response {
  try {
    return { body: answer(request) }
  } catch (error) {
    if (!(error instanceof Reject)) throw error
    const hint =
      'PUT /M8-bolt {"title": "Bolt M8", "leadDays": 5, "reserve": 20, "pack": 100, "day": "2026-11-20"}; POST /M8-bolt {"change": 200, "cents": 12, "day": "2026-11-20"} or {"change": -30, ...}; GET /?day=2026-11-20; DELETE /M8-bolt?day=2026-11-20'
    return { status: error.status, body: { error: error.message, hint } }
  }
}
