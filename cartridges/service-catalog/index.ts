// A catalogue of services as a graph. Availability multiplies down every path once: a service is up only
// while all that it needs is.

type JsonObject = { readonly [key: string]: Json }
type Service = {
  name: string
  owner: string | null
  dependsOn: string[]
  availability: number | null
}

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isName = (value: Json | undefined): value is string =>
  typeof value === 'string' && /^[\w.-]{1,60}$/.test(value)

function readService(item: Json): Service | string {
  if (!isObject(item)) return 'must be an object'
  const { name, owner = null, dependsOn = [], availability = null } = item
  if (!isName(name)) return 'needs a "name" of letters, digits, dots and dashes'
  if (owner !== null && (typeof owner !== 'string' || owner === '' || owner.length > 60))
    return '"owner" must be text of 1 to 60 characters'
  if (!Array.isArray(dependsOn) || dependsOn.length > 100 || !dependsOn.every(isName))
    return '"dependsOn" must be a list of names'
  if (
    availability !== null &&
    !(typeof availability === 'number' && availability >= 0 && availability <= 100)
  )
    return '"availability" must be from 0 to 100'
  return { name, owner, dependsOn: [...new Set(dependsOn.map(String))], availability }
}

/** Waves of services whose needs are met by the waves before; what is left hangs on a circle. */
function wavesOf(services: readonly Service[]): { waves: string[][]; left: Service[] } {
  const waves: string[][] = []
  const started = new Set<string>()
  let left = [...services]
  for (;;) {
    const wave = left.filter(({ dependsOn }) => dependsOn.every((name) => started.has(name)))
    if (wave.length === 0) return { waves, left }
    for (const { name } of wave) started.add(name)
    waves.push(wave.map(({ name }) => name).sort())
    left = left.filter(({ name }) => !started.has(name))
  }
}

/** Tarjan's strongly connected components with more than one member, or one that needs itself. */
function cyclesOf(services: readonly Service[]): string[][] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (name: string): void => {
    index.set(name, index.size)
    low.set(name, index.size - 1)
    stack.push(name)
    for (const next of byName.get(name)?.dependsOn ?? []) {
      if (!index.has(next)) {
        visit(next)
        low.set(name, Math.min(low.get(name) ?? 0, low.get(next) ?? 0))
      } else if (stack.includes(next))
        low.set(name, Math.min(low.get(name) ?? 0, index.get(next) ?? 0))
    }
    if (low.get(name) !== index.get(name)) return
    const members = stack.splice(stack.indexOf(name))
    if (members.length > 1 || byName.get(name)?.dependsOn.includes(name)) found.push(members.sort())
  }
  for (const { name } of services) if (!index.has(name)) visit(name)
  return found
}

/** Everything below a service, itself included. */
function closure(
  name: string,
  byName: ReadonlyMap<string, Service>,
  seen = new Set<string>(),
): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of byName.get(name)?.dependsOn ?? []) closure(next, byName, seen)
  return seen
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"services": [{"name": "shop", "owner": "web", "dependsOn": ["db"], "availability": 99.9}, {"name": "db"}]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { services: given } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return bad('"services" must be a list of 1 to 200', hint)
  const byName = new Map<string, Service>()
  for (const [index, item] of given.entries()) {
    const service = readService(item)
    if (typeof service === 'string') return bad(`services[${index}] ${service}`, hint)
    if (byName.has(service.name))
      return bad(`services[${index}]: "${service.name}" is there twice`, hint)
    byName.set(service.name, service)
  }
  const services = [...byName.values()]
  for (const { name, dependsOn } of services)
    for (const needed of dependsOn)
      if (!byName.has(needed))
        return bad(
          `"${name}" depends on "${needed}", which is not in the list`,
          'add it, even when somebody else runs it',
        )

  const { waves, left } = wavesOf(services)
  const stuck = new Set(left.map(({ name }) => name))
  const below = new Map(services.map(({ name }) => [name, closure(name, byName)]))
  const rows = services.map(({ name, owner }) => {
    const needs = [...(below.get(name) ?? [])].map((one) => byName.get(one)?.availability ?? null)
    const isKnown = !stuck.has(name) && needs.every((value) => value !== null)
    const promised = isKnown
      ? Math.round(
          needs.reduce<number>((product, value) => product * ((value ?? 0) / 100), 1) * 1e6,
        ) / 1e4
      : null
    const dependents = services.filter(
      (other) => other.name !== name && below.get(other.name)?.has(name),
    ).length
    return {
      name,
      owner,
      dependents,
      depth: stuck.has(name) ? null : waves.findIndex((wave) => wave.includes(name)),
      promised,
    }
  })
  const warnings = rows.flatMap(({ name, owner, dependents, promised }) => {
    const own = byName.get(name)?.availability ?? null
    return [
      ...(owner === null ? [`${name} has no owner`] : []),
      ...(services.length > 3 && dependents >= (services.length - 1) * 0.6
        ? [`${name} is needed by ${dependents} of ${services.length - 1} others`]
        : []),
      ...(promised !== null && own !== null && promised < own - 0.5
        ? [`${name} can promise ${promised} %, not its own ${own} %`]
        : []),
    ]
  })
  return {
    body: {
      waves,
      cycles: cyclesOf(services),
      services: rows.sort((a, b) => b.dependents - a.dependents),
      warnings,
    },
  }
}
