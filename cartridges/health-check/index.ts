// application/health+json from measurements. The worst check decides; what is too old is worth no more
// than what failed, because nobody knows.

type JsonObject = { readonly [key: string]: Json }
type Status = 'pass' | 'warn' | 'fail'

const order: readonly Status[] = ['pass', 'warn', 'fail']

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function optionalNumber(check: JsonObject, name: string, where: string): number | null {
  const value = check[name]
  if (value === undefined) return null
  if (typeof value !== 'number') throw new BadInput(`${where}.${name} must be a number`)
  return value
}

function moment(value: Json | undefined, where: string): number {
  const ms =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
      ? Date.parse(value)
      : Number.NaN
  if (Number.isNaN(ms)) throw new BadInput(`${where} must be a moment like 2026-11-20T12:00:00Z`)
  return ms
}

/** What is wrong with a reading, worst first; nothing when it is fine. */
function findingsOf(
  check: JsonObject,
  where: string,
  at: number,
): { status: Status; text: string }[] {
  const { value, time, critical = true } = check
  if (typeof critical !== 'boolean') throw new BadInput(`${where}.critical must be true or false`)
  const found: { status: Status; text: string }[] = []
  const maxAge = optionalNumber(check, 'maxAgeSeconds', where)
  if (maxAge !== null) {
    const age = Math.round((at - moment(time, `${where}.time`)) / 1000)
    if (age > maxAge)
      found.push({ status: 'fail', text: `is ${age} s old, at most ${maxAge} s are allowed` })
  }
  if (typeof value === 'boolean') {
    if (!value) found.push({ status: 'fail', text: 'is false' })
  } else if (typeof value === 'number') {
    for (const status of ['fail', 'warn'] as const) {
      const [above, below] = [
        optionalNumber(check, `${status}Above`, where),
        optionalNumber(check, `${status}Below`, where),
      ]
      if (above !== null && value > above)
        found.push({ status, text: `is ${value}, above ${above}` })
      if (below !== null && value < below)
        found.push({ status, text: `is ${value}, below ${below}` })
    }
  } else throw new BadInput(`${where} needs a "value" that is a number, true or false`)
  const worst = found.sort((a, b) => order.indexOf(b.status) - order.indexOf(a.status))
  return critical ? worst : worst.map((finding) => ({ ...finding, status: 'warn' }))
}

function document(body: JsonObject) {
  const { service, version, checks: given } = body
  if (typeof service !== 'string' || service.trim() === '' || service.length > 100)
    throw new BadInput('"service" must be text of 1 to 100 characters')
  if (version !== undefined && (typeof version !== 'string' || version.length > 40))
    throw new BadInput('"version" must be text of at most 40 characters')
  if (!isObject(given) || Object.keys(given).length === 0 || Object.keys(given).length > 100)
    throw new BadInput('"checks" must be an object of 1 to 100 checks')
  const at = body.at === undefined ? now() : moment(body.at, '"at"')
  let status: Status = 'pass'
  const texts: string[] = []
  const checks = Object.entries(given).map(([name, check]): [string, Json] => {
    if (name.length > 100 || !isObject(check))
      throw new BadInput(`the check "${name.slice(0, 40)}" must be an object with a short name`)
    const [worst] = findingsOf(check, name, at)
    if (worst) texts.push(`${name} ${worst.text}`)
    const own = worst?.status ?? 'pass'
    if (order.indexOf(own) > order.indexOf(status)) status = own
    const entry = {
      status: own,
      observedValue: check.value ?? null,
      ...(typeof check.unit === 'string' ? { observedUnit: check.unit.slice(0, 20) } : {}),
      ...(typeof check.time === 'string' ? { time: check.time.slice(0, 40) } : {}),
      ...(worst ? { output: worst.text } : {}),
    }
    return [name, [entry]]
  })
  return {
    status,
    serviceId: service,
    ...(version === undefined ? {} : { releaseId: version }),
    ...(texts.length > 0 ? { output: texts.join('; ').slice(0, 1000) } : {}),
    checks: Object.fromEntries(checks),
  }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"service": "shop", "checks": {"disk:used": {"value": 91, "unit": "percent", "warnAbove": 80, "failAbove": 95}}}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { headers: { 'content-type': 'application/health+json' }, body: document(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
