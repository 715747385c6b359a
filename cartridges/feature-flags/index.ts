// Feature flags: on for named users, else for a steady share of all. A user who is in at 10 % is still
// in at 20 %, for the share is cut from one fixed order of users per flag.

type Flag = { percent: number; allow: string[]; deny: string[] }

const maxFlags = 60

const no = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

/** Where a user stands in the order of a flag: 0 to 99.99. FNV-1a with a last stir for short texts. */
function placeOf(flag: string, user: string): number {
  let hash = 2166136261
  for (const unit of `${flag}\n${user}`)
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (((hash ^ (hash >>> 15)) >>> 0) % 10_000) / 100
}

function decide(name: string, flag: Flag, user: string): { on: boolean; why: string } {
  if (flag.deny.includes(user)) return { on: false, why: 'denied by name' }
  if (flag.allow.includes(user)) return { on: true, why: 'allowed by name' }
  const place = placeOf(name, user)
  return { on: place < flag.percent, why: `place ${place} of ${flag.percent} %` }
}

const isUsers = (value: Json | undefined): value is string[] =>
  Array.isArray(value) &&
  value.length <= 100 &&
  value.every((user) => typeof user === 'string' && user !== '' && user.length <= 100)

function save(key: string, name: string, body: Json): Response {
  const hint = 'POST /new-cart {"percent": 25, "allow": ["ada"], "deny": []}'
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return no('the body must be an object', hint)
  const old = (kv.get(key) as Flag | undefined) ?? { percent: 0, allow: [], deny: [] }
  const { percent = old.percent, allow = old.allow, deny = old.deny } = body
  if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100))
    return no('"percent" must be a number from 0 to 100', hint)
  if (!isUsers(allow) || !isUsers(deny)) return no('"allow" and "deny" are up to 100 users', hint)
  const both = allow.find((user) => deny.includes(user))
  if (both !== undefined) return no(`"${both}" is allowed and denied`, 'keep one of the two')
  kv.set(key, { percent, allow, deny })
  return { body: { flag: name, percent, allow, deny } }
}

export function handle({ method, path, query, body, payment }: Request): Response {
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const { user } = query
  if (path === '/' && method === 'GET') {
    if (user === undefined || user === '' || user.length > 100)
      return no('"user" is missing', 'GET /?user=ada answers all flags, GET /<flag>?user=ada one')
    const flags = kv.list(scope, maxFlags).map((key): [string, boolean] => {
      const name = key.slice(scope.length)
      return [name, decide(name, kv.get(key) as Flag, user).on]
    })
    return { body: { user, flags: Object.fromEntries(flags) } }
  }
  const name = path.slice(1)
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) return no('this names no flag', 'such as /new-cart')
  const key = scope + name
  const flag = kv.get(key) as Flag | undefined
  if (method === 'POST') {
    if (flag === undefined && kv.list(scope, maxFlags).length === maxFlags)
      return no(`you have ${maxFlags} flags`, 'DELETE those that are on for all', 409)
    return save(key, name, body)
  }
  if (flag === undefined) return no(`there is no flag "${name}"`, `POST /${name} makes it`, 404)
  if (method === 'DELETE') kv.delete(key)
  return method === 'GET' && user !== undefined
    ? { body: { flag: name, user, ...decide(name, flag, user) } }
    : { body: { flag: name, ...flag } }
}
