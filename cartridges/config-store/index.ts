// Configuration in layers, such as base, eu and prod. Reading names layers from weak to strong and
// answers the effective values together with the layer each one comes from.

type Scalar = string | number | boolean
type Layer = { [key: string]: Scalar }

const layerPattern = /^[a-z][a-z0-9-]{0,30}$/
const keyPattern = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,5}$/i
const maxLayers = 12
const maxKeys = 200

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isScalar = (value: Json): value is Scalar =>
  typeof value === 'string'
    ? value.length <= 2000
    : typeof value === 'number' || typeof value === 'boolean'

function effective(owner: string, names: readonly string[]): Response {
  const chosen = new Map<string, { value: Scalar; from: string }>()
  for (const from of names)
    for (const [key, value] of Object.entries((kv.get(owner + from) ?? {}) as Layer))
      chosen.set(key, { value, from })
  // {{other.key}} is looked up among the effective values; a circle is left as it is written.
  const expand = (text: string, seen: readonly string[]): string =>
    text.replace(/\{\{([\w.]{1,80})\}\}/g, (whole, key: string) => {
      const found = chosen.get(key)
      if (found === undefined || seen.includes(key) || seen.length > 5) return whole
      return expand(String(found.value), [...seen, key])
    })
  const sorted = [...chosen].sort(([a], [b]) => (a < b ? -1 : 1))
  const values = sorted.map(([key, { value }]): [string, Scalar] => [
    key,
    typeof value === 'string' ? expand(value, [key]).slice(0, 4000) : value,
  ])
  return {
    body: {
      values: Object.fromEntries(values),
      from: Object.fromEntries(sorted.map(([key, { from }]) => [key, from])),
    },
  }
}

function change(owner: string, name: string, body: Json): Response {
  const hint = '{"db.host": "localhost", "debug": null}: null removes a key from this layer'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return bad('the body must be an object of keys', hint)
  const known = kv.get(owner + name) as Layer | undefined
  if (known === undefined && kv.list(owner, maxLayers).length >= maxLayers)
    return bad(`there are ${maxLayers} layers already`, 'DELETE /<layer> frees one')
  const layer = new Map(Object.entries(known ?? {}))
  const changed: string[] = []
  for (const [key, value] of Object.entries(body)) {
    if (!keyPattern.test(key) || key.length > 80)
      return bad(`"${key.slice(0, 80)}" is no key`, 'words joined by dots, such as db.pool_size')
    if (value !== null && !isScalar(value))
      return bad(
        `the value of "${key}" is none`,
        'text up to 2000 characters, a number or a boolean',
      )
    const old = layer.get(key)
    // A number that becomes text is nearly always a mistake of the one who deploys.
    if (value !== null && old !== undefined && typeof old !== typeof value)
      return bad(
        `"${key}" is a ${typeof old}`,
        `remove it with null before you make it a ${typeof value}`,
      )
    if ((old ?? null) !== value) changed.push(key)
    if (value === null) layer.delete(key)
    else layer.set(key, value)
  }
  if (layer.size > maxKeys) return bad('the layer is full', `it holds at most ${maxKeys} keys`)
  kv.set(owner + name, Object.fromEntries(layer))
  return { body: { layer: name, keys: layer.size, changed } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const name = path.slice(1)
  if (name === '' && method === 'GET') {
    const names = query.layers?.split(',') ?? []
    if (names.length === 0 || names.length > maxLayers || !names.every((n) => layerPattern.test(n)))
      return bad('"layers" names no layers', '?layers=base,prod: the last one wins')
    return effective(owner, names)
  }
  if (!layerPattern.test(name))
    return bad('no layer was named', 'POST /prod {...}; a letter, then letters, digits or dashes')
  if (method === 'DELETE') return { body: { layer: name, deleted: kv.delete(owner + name) } }
  return method === 'POST'
    ? change(owner, name, body)
    : bad(`${method} is not known here`, 'GET /?layers=, POST /<layer> or DELETE /<layer>')
}
