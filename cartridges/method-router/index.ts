// What a REST server answers and keeps, by the method of a request on a collection: the whole semantics
// of GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE as one function from items to items.

type Item = { [key: string]: Json }
type Items = ReadonlyMap<string, Item>
type Outcome = { status: number; headers: { [name: string]: string }; body: Json; items: Items }

const maxItems = 200
const onAll = ['GET', 'HEAD', 'OPTIONS', 'POST']
const onOne = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']

const usage =
  'POST {"items": {"1": {"name": "Ada"}}, "method": "PATCH", "path": "/1", "body": {"name": "Eve"}}'

const rejected = (error: string): Response => ({ status: 400, body: { error, hint: usage } })

const isItem = (value: Json | undefined): value is Item =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** JSON Merge Patch (RFC 7396): null removes, objects merge, everything else replaces. */
function merge(target: Json | undefined, patch: Json): Json {
  if (!isItem(patch)) return patch
  const merged = new Map(isItem(target) ? Object.entries(target) : [])
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name)
    else merged.set(name, merge(merged.get(name), value))
  }
  return Object.fromEntries(merged)
}

/** Equal items have equal tags, in whatever order their fields are. */
function tagOf(value: Json): string {
  const sorted = (part: Json): Json => {
    if (Array.isArray(part)) return ['[', ...part.map(sorted)]
    if (!isItem(part)) return part
    const names = Object.keys(part).sort()
    return ['{', ...names.flatMap((name) => [name, sorted(part[name] ?? null)])]
  }
  let hash = 0xcbf29ce484222325n
  for (const sign of JSON.stringify(sorted(value)))
    hash = ((hash ^ BigInt(sign.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn
  return `"${hash.toString(16).padStart(16, '0')}"`
}

const nextId = (items: Items) =>
  String(1 + Math.max(0, ...[...items.keys()].filter((id) => /^\d{1,9}$/.test(id)).map(Number)))

function routeAll(items: Items, method: string, body: Json): Outcome {
  const kept = { headers: {}, items }
  if (method === 'GET' || method === 'HEAD') {
    const all = [...items].map(([id, item]) => ({ ...item, id }))
    return { ...kept, status: 200, body: method === 'HEAD' ? null : all }
  }
  if (method === 'OPTIONS')
    return { ...kept, status: 204, headers: { Allow: onAll.join(', ') }, body: null }
  if (method !== 'POST')
    return {
      ...kept,
      status: 405,
      headers: { Allow: onAll.join(', ') },
      body: { error: `${method} is for one item` },
    }
  if (!isItem(body)) return { ...kept, status: 422, body: { error: 'an item is an object' } }
  if (items.size >= maxItems) return { ...kept, status: 507, body: { error: 'no room' } }
  const id = nextId(items)
  return {
    status: 201,
    headers: { Location: `/${id}`, ETag: tagOf(body) },
    body: { ...body, id },
    items: new Map([...items, [id, body]]),
  }
}

function routeOne(items: Items, id: string, method: string, body: Json, match: string): Outcome {
  const item = items.get(id)
  const answer = (status: number, more: Partial<Outcome> = {}): Outcome => {
    return { status, headers: {}, body: null, items, ...more }
  }
  const Allow = onOne.join(', ')
  if (method === 'OPTIONS') return answer(204, { headers: { Allow } })
  if (!onOne.includes(method))
    return answer(405, { headers: { Allow }, body: { error: `${method} is for the collection` } })
  if (item === undefined && method !== 'PUT')
    return answer(404, { body: { error: 'no such item' } })
  const isMatched = match === '*' ? item !== undefined : item !== undefined && tagOf(item) === match
  if (match !== '' && method !== 'GET' && method !== 'HEAD' && !isMatched)
    return answer(412, { body: { error: 'the item is another by now' } })

  if (method === 'DELETE')
    return answer(204, { items: new Map([...items].filter(([other]) => other !== id)) })
  if (method === 'PUT' || method === 'PATCH') {
    if (!isItem(body)) return answer(422, { body: { error: 'an item is an object' } })
    if (item === undefined && items.size >= maxItems)
      return answer(507, { body: { error: 'no room' } })
    const changed = method === 'PUT' ? body : merge(item, body)
    const next = isItem(changed) ? changed : {}
    return {
      status: item === undefined ? 201 : 200,
      headers: { ETag: tagOf(next), ...(item === undefined ? { Location: `/${id}` } : {}) },
      body: { ...next, id },
      items: new Map([...items, [id, next]]),
    }
  }
  const found = item ?? {}
  return answer(200, {
    headers: { ETag: tagOf(found) },
    body: method === 'HEAD' ? null : { ...found, id },
  })
}

export function handle({ body: order }: Request): Response {
  if (!isItem(order)) return rejected('the body must be an object')
  const { items: given = {}, method = 'GET', path = '/', body = null, ifMatch = '' } = order
  if (!isItem(given)) return rejected('"items" must be an object of items by id')
  const items = new Map<string, Item>()
  for (const [id, item] of Object.entries(given)) {
    if (!/^[\w.~-]{1,60}$/.test(id) || !isItem(item))
      return rejected('an item is an object, its id letters, digits and . _ ~ -')
    items.set(id, item)
  }
  if (items.size > maxItems) return rejected(`at most ${maxItems} items`)
  if (typeof method !== 'string' || !/^[A-Z]{1,20}$/.test(method))
    return rejected('"method" must be in capital letters')
  const id = typeof path === 'string' ? /^\/([\w.~-]{0,60})$/.exec(path)?.[1] : undefined
  if (id === undefined) return rejected('"path" must be / or /<id>')
  if (typeof ifMatch !== 'string' || !/^(\*|"[0-9a-f]{16}"|)$/.test(ifMatch))
    return rejected('"ifMatch" must be * or an ETag from an answer')
  const outcome = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method)
    ? id === ''
      ? routeAll(items, method, body)
      : routeOne(items, id, method, body, ifMatch)
    : { status: 501, headers: {}, body: { error: 'no such method' }, items }
  return { body: { ...outcome, items: Object.fromEntries(outcome.items) } }
}
