// A table of redirects, followed to its end. One answer for the browser instead of a chain, and no rule
// that could send people to a host nobody listed.

type Rule = { readonly from: string; readonly to: string; readonly status: number }

const statuses = [301, 302, 303, 307, 308]
const maxHops = 10

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const split = (target: string): [path: string, query: string] => {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}

function readRule(given: Json): Rule | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { from, to, status = 301 } = given
  if (typeof from !== 'string' || typeof to !== 'string' || typeof status !== 'number') return null
  if (from.length > 500 || to.length > 500 || !statuses.includes(status)) return null
  const stars = (text: string) => text.split('*').length - 1
  // A star stands at the end of `from` and takes the rest of the path to the star of `to`.
  if (
    !/^\/[^?#\\\s]*$/.test(from) ||
    stars(from) > 1 ||
    (stars(from) === 1 && !from.endsWith('/*'))
  )
    return null
  return stars(to) <= stars(from) ? { from, to, status } : null
}

/**
 * May a browser be sent there? A path of this site (browsers read `//` and `/\` as another host) or
 * https on a listed host.
 */
function isSafe(location: string, hosts: readonly string[]): boolean {
  const printable = /^[\x21-\x7e]+$/.test(location) && !location.includes('\\')
  if (!printable) return false
  if (location.startsWith('/')) return !location.startsWith('//')
  const host = /^https:\/\/([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(location)?.[1]?.toLowerCase()
  return host !== undefined && hosts.includes(host)
}

/** The rule that fits best: exact before star, the longer star first. */
function findRule(path: string, rules: readonly Rule[]): Rule | undefined {
  const exact = rules.find((rule) => rule.from === path)
  if (exact) return exact
  return rules
    .filter(({ from }) => from.endsWith('/*') && path.startsWith(from.slice(0, -1)))
    .sort((a, b) => b.from.length - a.from.length)[0]
}

function apply({ from, to }: Rule, target: string): string {
  const [path, query] = split(target)
  const rest = from.endsWith('/*') ? path.slice(from.length - 1) : ''
  const next = to.replace('*', () => rest)
  if (query === '') return next
  const [place = '', fragment] = next.split('#')
  const joined = `${place}${place.includes('?') ? '&' : '?'}${query}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}

export function handle({ body }: Request): Response {
  const shape =
    '{"target": "/old/a?b=c", "rules": [{"from": "/old/*", "to": "/new/*", "status": 301}]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { target, rules: given, hosts: listed = [] } = body
  if (typeof target !== 'string' || target.length > 2048 || !isSafe(target, []))
    return refuse(
      '"target" must be a path',
      'one slash first, printable ASCII, at most 2048 characters',
    )
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return refuse('"rules" must be a list of 1 to 200', shape)
  const hosts = Array.isArray(listed) ? listed.filter((host) => typeof host === 'string') : null
  if (hosts === null || hosts.length > 50)
    return refuse('"hosts" must be a list of names', '["a.example"]')
  const rules: Rule[] = []
  for (const [i, item] of given.entries()) {
    const rule = readRule(item)
    if (rule === null)
      return refuse(`rule ${i} is malformed`, `${shape}; a star only as "/*" at the end of "from"`)
    rules.push(rule)
  }

  const hops: string[] = []
  const seen = new Set([split(target)[0]])
  const used: Rule[] = []
  for (let current = target; current.startsWith('/'); ) {
    const rule = findRule(split(current.split('#')[0] ?? '')[0], rules)
    if (rule === undefined) break
    current = apply(rule, current.split('#')[0] ?? '')
    if (
      !isSafe(
        current,
        hosts.map((host) => host.toLowerCase()),
      )
    )
      return refuse(
        `the rule for ${rule.from} leads off this site`,
        'a path with one slash first, or https:// and a host of "hosts"',
      )
    hops.push(current)
    used.push(rule)
    const place = split(current.split('#')[0] ?? '')[0]
    if (seen.has(place) || hops.length > maxHops) {
      const way = [target, ...hops].slice(0, 12).join(' -> ')
      return refuse(`the rules lead in a circle: ${way}`, 'remove one of these rules')
    }
    seen.add(place)
  }
  const permanent = used.length > 0 && used.every(({ status }) => status === 301 || status === 308)
  // A browser remembers a permanent answer, so one passing hop makes the whole way passing.
  const weakest = used.find(({ status }) => status !== 301 && status !== 308) ?? used[0]
  return {
    body: {
      redirect: used.length > 0,
      status: weakest?.status ?? null,
      location: hops.at(-1) ?? null,
      hops,
      permanent,
    },
  }
}
