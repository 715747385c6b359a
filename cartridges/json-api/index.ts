// Plain nested objects as a JSON:API 1.1 document: each resource once, linked by type and id.

type JsonObject = { readonly [key: string]: Json }

class BadInput extends Error {}

const namePattern = /^[A-Za-z0-9_-]{1,60}$/

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function idOf(item: JsonObject, type: string): string {
  const { id } = item
  if ((typeof id !== 'string' && typeof id !== 'number') || String(id) === '')
    throw new BadInput(`an object of ${type} has no "id" that is text or a number`)
  return String(id)
}

function readRelations(value: Json | undefined): Map<string, string> {
  if (value === undefined) return new Map()
  if (!isObject(value)) throw new BadInput('"relations" must be an object: member name to type')
  return new Map(
    Object.entries(value).map(([name, type]) => {
      if (typeof type !== 'string' || !namePattern.test(type))
        throw new BadInput(
          `the type of relation "${name.slice(0, 40)}" must be letters, digits, - and _`,
        )
      return [name, type]
    }),
  )
}

/** Makes resources out of objects and remembers those they refer to. */
function createConverter(relations: ReadonlyMap<string, string>) {
  const included = new Map<string, Json>()
  const identifier = (type: string, item: Json) => {
    if (!isObject(item))
      throw new BadInput(
        `a relation to ${type} must hold an object with an "id", a list of them or null`,
      )
    const id = idOf(item, type)
    // An object that is only an id says nothing that could be included.
    if (Object.keys(item).length > 1 && !included.has(`${type}/${id}`)) {
      included.set(`${type}/${id}`, null)
      included.set(`${type}/${id}`, resource(type, item, null))
    }
    return { type, id }
  }
  const resource = (type: string, item: JsonObject, fields: readonly string[] | null): Json => {
    const attributes: [string, Json][] = []
    const links: [string, Json][] = []
    for (const [name, value] of Object.entries(item)) {
      const target = relations.get(name)
      const isWanted = fields === null || fields.includes(name)
      if (name === 'id' || !isWanted) continue
      if (target === undefined) attributes.push([name, value])
      else if (value === null) links.push([name, { data: null }])
      else
        links.push([
          name,
          {
            data: Array.isArray(value)
              ? value.map((one) => identifier(target, one))
              : identifier(target, value),
          },
        ])
    }
    return {
      type,
      id: idOf(item, type),
      ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
      ...(links.length > 0 ? { relationships: Object.fromEntries(links) } : {}),
    }
  }
  return { resource, included }
}

function compareBy(sort: string) {
  const [sign, name] = sort.startsWith('-') ? [-1, sort.slice(1)] : [1, sort]
  const rank = (value: Json | undefined) =>
    typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2
  return (a: JsonObject, b: JsonObject) => {
    const [left, right] = [a[name] ?? null, b[name] ?? null]
    if (rank(left) !== rank(right)) return rank(left) - rank(right)
    return left === right || left === null || right === null ? 0 : (left < right ? -1 : 1) * sign
  }
}

function pageOf(value: Json | undefined, total: number) {
  const { number = 1, size = 100 } = isObject(value) ? value : {}
  if (
    !Number.isSafeInteger(number) ||
    !Number.isSafeInteger(size) ||
    Number(number) < 1 ||
    Number(size) < 1 ||
    Number(size) > 500
  )
    throw new BadInput('"page" must be {"number": from 1, "size": 1 to 500}')
  return {
    number: Number(number),
    size: Number(size),
    last: Math.max(1, Math.ceil(total / Number(size))),
  }
}

function build(body: JsonObject) {
  const { type, data, fields, sort, url } = body
  if (typeof type !== 'string' || !namePattern.test(type))
    throw new BadInput('"type" must be letters, digits, - and _')
  if (!Array.isArray(data) || data.length > 500 || !data.every(isObject))
    throw new BadInput('"data" must be a list of at most 500 objects')
  if (
    fields !== undefined &&
    !(Array.isArray(fields) && fields.every((name) => typeof name === 'string'))
  )
    throw new BadInput('"fields" must be a list of member names')
  if (sort !== undefined && !(typeof sort === 'string' && /^-?.{1,60}$/.test(sort)))
    throw new BadInput('"sort" must be a member name, with - before it for descending')
  if (url !== undefined && !(typeof url === 'string' && /^https?:\/\/[^\s?#]+$/.test(url)))
    throw new BadInput('"url" must be an http address without query')
  const objects: JsonObject[] = sort === undefined ? [...data] : [...data].sort(compareBy(sort))
  const page = pageOf(body.page, objects.length)
  const { resource, included } = createConverter(readRelations(body.relations))
  const shown = objects.slice((page.number - 1) * page.size, page.number * page.size)
  const resources = shown.map((item) =>
    resource(type, item, (fields as string[] | undefined) ?? null),
  )
  for (const item of shown) included.delete(`${type}/${idOf(item, type)}`)
  const at = (number: number) => `${url}?page[number]=${number}&page[size]=${page.size}`
  return {
    jsonapi: { version: '1.1' },
    data: resources,
    ...(included.size > 0 ? { included: [...included.values()] } : {}),
    meta: { total: objects.length },
    ...(url === undefined
      ? {}
      : {
          links: {
            self: at(page.number),
            first: at(1),
            last: at(page.last),
            prev: page.number > 1 ? at(page.number - 1) : null,
            next: page.number < page.last ? at(page.number + 1) : null,
          },
        }),
  }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"type": "lamps", "data": [{"id": 1, "name": "Glow", "maker": {"id": 7}}], "relations": {"maker": "makers"}}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'application/vnd.api+json' }, body: build(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
