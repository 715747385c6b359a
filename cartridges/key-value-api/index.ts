// A key-value store with versions: a writer that names the version it has seen cannot overwrite what
// it has not seen. Keys belong to the paying wallet.

type Entry = { value: Json; version: number }

const maxKeys = 100
const maxValueBytes = 16_000
const keyPattern = /^[\w.:-]{1,80}$/

const refuse = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

/** A whole number of the query, `null` for nonsense, `fallback` when absent. */
function wholeOf(text: string | undefined, fallback: number): number | null {
  if (text === undefined) return fallback
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function page(scope: string, query: Request['query']): Response {
  const limit = wholeOf(query.limit, 20)
  if (limit === null || limit < 1 || limit > maxKeys)
    return refuse(400, '"limit" is none', `a whole number from 1 to ${maxKeys}`)
  const prefix = scope + (query.prefix ?? '')
  const after = scope + (query.after ?? '')
  const keys = kv
    .list(prefix, maxKeys)
    .filter((key) => query.after === undefined || key > after)
    .map((key) => key.slice(scope.length))
  const shown = keys.slice(0, limit)
  return { body: { keys: shown, next: keys.length > limit ? (shown.at(-1) ?? null) : null } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const name = path.slice(1)
  if (name === '' && method === 'GET') return page(scope, query)
  if (!keyPattern.test(name))
    return refuse(400, 'this is no key', 'PUT /my-key: up to 80 letters, digits and _ . : -')
  const expected = wholeOf(query.version, -1)
  if (expected === null)
    return refuse(400, '"version" is none', '0 for "must be new", else the version you have seen')

  const key = scope + name
  const entry = kv.get(key) as Entry | undefined
  const version = entry?.version ?? 0
  if (method === 'GET')
    return entry === undefined
      ? refuse(404, `nothing is stored as "${name}"`, `PUT /${name} stores something`)
      : { body: { key: name, ...entry } }
  // What the caller has seen is compared before anything is written, so no update is lost.
  if (expected !== -1 && expected !== version)
    return refuse(409, `the version is ${version}, not ${expected}`, 'read it again and retry')
  if (method === 'DELETE') return { body: { key: name, deleted: kv.delete(key) } }
  if (method !== 'PUT' && method !== 'POST')
    return refuse(400, `${method} is not known here`, 'use GET, PUT or DELETE')

  if (JSON.stringify(body).length > maxValueBytes)
    return refuse(413, 'the value is too large', `at most ${maxValueBytes} characters of JSON`)
  if (entry === undefined && kv.list(scope, maxKeys).length === maxKeys)
    return refuse(409, `you have ${maxKeys} keys already`, 'DELETE one first')
  kv.set(key, { value: body, version: version + 1 })
  return { body: { key: name, version: version + 1 } }
}
