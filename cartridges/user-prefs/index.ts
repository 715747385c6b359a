// Preferences of users against declared defaults. Only what differs from a default is stored, so that a
// new default reaches everybody who never chose.

type Choice = { fallback: string | number | boolean; oneOf: string[] }
type Declared = { [name: string]: Choice }

const fail = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

const isPlain = (value: Json | undefined): value is string | number | boolean =>
  (typeof value === 'string' && value.length <= 200) ||
  typeof value === 'number' ||
  typeof value === 'boolean'

/** `{"theme": ["light", "dark"], "size": 12}`: a list is a choice whose first is the default. */
function declare(key: string, body: { [name: string]: Json }): Response {
  const declared: [string, Choice][] = []
  for (const [name, value] of Object.entries(body)) {
    if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(name))
      return fail(`"${name.slice(0, 40)}" is no name`, 'such as fontSize')
    const oneOf = Array.isArray(value) ? value : []
    const fallback = Array.isArray(value) ? value[0] : value
    if (
      !isPlain(fallback) ||
      !oneOf.every((option) => typeof option === 'string' && option.length <= 200)
    )
      return fail(
        `"${name}" has no default`,
        'text, a number, a boolean, or a list of texts to choose from',
      )
    declared.push([name, { fallback, oneOf: oneOf.map(String) }])
  }
  if (declared.length === 0 || declared.length > 50)
    return fail('declare 1 to 50 preferences', '{"size": 12}')
  kv.set(key, Object.fromEntries(declared))
  return { body: { declared: declared.map(([name]) => name) } }
}

export function handle({ method, path, body, payment }: Request): Response {
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'} `
  const given = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : null
  if (method !== 'GET' && method !== 'DELETE' && given === null)
    return fail('the body must be an object', '{"theme": "dark"}')
  const key = `${scope}defaults`
  if (path === '/defaults' && given !== null) return declare(key, given)
  const declared = kv.get(key) as Declared | undefined
  if (declared === undefined)
    return fail('no defaults are declared', 'PUT /defaults {"theme": ["light", "dark"]}', 404)
  const [, user] = /^\/users\/([\w@.-]{1,80})$/.exec(path) ?? []
  if (user === undefined) return fail('no user was named', 'GET or POST /users/<id>')

  const own = `${scope}user ${user}`
  if (method === 'DELETE') kv.delete(own)
  const chosen = new Map(Object.entries((kv.get(own) ?? {}) as { [name: string]: Json }))
  for (const [name, value] of Object.entries(given ?? {})) {
    const choice = Object.hasOwn(declared, name) ? declared[name] : undefined
    if (choice === undefined)
      return fail(`"${name.slice(0, 40)}" is not declared`, Object.keys(declared).join(', '))
    const { fallback, oneOf } = choice
    if (value === null || value === fallback) chosen.delete(name)
    else if (typeof value !== typeof fallback || !isPlain(value))
      return fail(`"${name}" must be a ${typeof fallback}`, 'null goes back to the default')
    else if (oneOf.length > 0 && !oneOf.includes(String(value)))
      return fail(`"${name}" has no such choice`, oneOf.join(', '))
    else chosen.set(name, value)
  }
  if (given !== null) {
    if (chosen.size === 0) kv.delete(own)
    else if (kv.get(own) === undefined && kv.list(scope, 200).length >= 200)
      return fail('200 users have chosen', 'DELETE some', 409)
    else kv.set(own, Object.fromEntries(chosen))
  }
  // A choice that is no longer offered counts as none.
  const values = Object.entries(declared).map(([name, { fallback, oneOf }]): [string, Json] => {
    const value = chosen.get(name) ?? fallback
    const fits =
      typeof value === typeof fallback && (oneOf.length === 0 || oneOf.includes(String(value)))
    return [name, fits ? value : fallback]
  })
  return { body: { user, values: Object.fromEntries(values), chosen: [...chosen.keys()].sort() } }
}
