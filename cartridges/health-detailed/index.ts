// The health of a system from measurements of its components and what they need: own state from errors
// and latency, then passed on along the needs, so that the cause is told from those it pulls down.

type State = 'up' | 'degraded' | 'down'
type Need = { name: string; required: boolean }
type Component = {
  name: string
  requests: number
  errors: number
  latencies: number[]
  needs: Need[]
}
type Limits = { degradedErrors: number; downErrors: number; slowMs: number; stuckMs: number }
type Fields = { readonly [key: string]: Json }

const rank: Record<State, number> = { up: 0, degraded: 1, down: 2 }
const stateOf = (level: number): State => (level >= 2 ? 'down' : level === 1 ? 'degraded' : 'up')

const usual: Limits = { degradedErrors: 0.01, downErrors: 0.25, slowMs: 500, stuckMs: 5000 }

class Misfit extends Error {}

function fieldsOf(value: Json | undefined, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Misfit(`${what} must be an object`)
}

function count(value: Json | undefined, what: string): number {
  if (value === undefined) return 0
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new Misfit(`${what} must be a whole number from 0`)
}

function listOf(value: Json | undefined, what: string, longest: number): Json[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.length <= longest) return value
  throw new Misfit(`${what} must be a list of at most ${longest}`)
}

function readComponent(given: Json, index: number): Component {
  const at = `components[${index}]`
  const fields = fieldsOf(given, at)
  const { name } = fields
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
    throw new Misfit(`${at}.name must be text of 1 to 60 characters`)
  const [requests, errors] = [
    count(fields.requests, `${at}.requests`),
    count(fields.errors, `${at}.errors`),
  ]
  if (errors > requests) throw new Misfit(`${at} has more errors than requests`)
  const latencies = listOf(fields.latenciesMs, `${at}.latenciesMs`, 2000).map((ms) => {
    if (typeof ms !== 'number' || ms < 0) throw new Misfit(`${at}.latenciesMs must be from 0`)
    return ms
  })
  const needs = listOf(fields.needs, `${at}.needs`, 50).map((need): Need => {
    const text = typeof need === 'string' ? need : ''
    const required = !text.endsWith('?')
    return { name: required ? text : text.slice(0, -1), required }
  })
  return { name, requests, errors, latencies: latencies.sort((a, b) => a - b), needs }
}

function readLimits(given: Json | undefined): Limits {
  const fields = given === undefined ? {} : fieldsOf(given, 'limits')
  const limits = { ...usual }
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(usual, name))
      throw new Misfit(`limits know ${Object.keys(usual).join(', ')}`)
    if (typeof value !== 'number' || value < 0) throw new Misfit(`limits.${name} must be from 0`)
    limits[name as keyof Limits] = value
  }
  if (limits.degradedErrors > limits.downErrors || limits.slowMs > limits.stuckMs)
    throw new Misfit('the worse limits must not be below the better ones')
  return limits
}

/** The smallest value that this share of all does not exceed: nearest rank, never between two values. */
const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null

function measure({ requests, errors, latencies }: Component, limits: Limits) {
  const because: string[] = []
  let level = 0
  const judge = (value: number, worse: number, bad: number, text: string) => {
    if (value <= bad) return
    level = Math.max(level, value > worse ? 2 : 1)
    because.push(text)
  }
  const errorRate = requests === 0 ? 0 : errors / requests
  const percent = Math.round(errorRate * 10000) / 100
  judge(errorRate, limits.downErrors, limits.degradedErrors, `${percent} % of requests fail`)
  const p95 = percentile(latencies, 0.95)
  judge(p95 ?? 0, limits.stuckMs, limits.slowMs, `p95 is ${p95} ms`)
  return { level, because, percent, p50: percentile(latencies, 0.5), p95 }
}

function report(components: readonly Component[], limits: Limits): Json {
  const measured = new Map(components.map((one) => [one.name, measure(one, limits)]))
  const level = new Map([...measured].map(([name, own]) => [name, own.level]))
  // A ring of needs settles too: levels only rise, and there are three of them.
  for (let changed = true; changed; ) {
    changed = false
    for (const { name, needs } of components)
      for (const need of needs) {
        const passed = Math.min(level.get(need.name) ?? 0, need.required ? 2 : 1)
        if (passed <= (level.get(name) ?? 0)) continue
        level.set(name, passed)
        changed = true
      }
  }
  const rows = components.map(({ name, needs }) => {
    const own = measured.get(name) ?? { level: 0, because: [], percent: 0, p50: null, p95: null }
    const from = needs.filter((need) => (level.get(need.name) ?? 0) > 0)
    const passedOn = from.map((need) => `${need.name} is ${stateOf(level.get(need.name) ?? 0)}`)
    return {
      name,
      state: stateOf(level.get(name) ?? 0),
      own: stateOf(own.level),
      errorPercent: own.percent,
      p50: own.p50,
      p95: own.p95,
      because: [...own.because, ...passedOn],
    }
  })
  const causes = rows.filter(({ own }) => own !== 'up')
  const needed = new Set(components.flatMap(({ needs }) => needs.map(({ name }) => name)))
  const entries = rows.filter(({ name }) => !needed.has(name))
  const faces = entries.length > 0 ? entries : rows
  const worst = Math.max(...faces.map(({ state }) => rank[state]))
  return {
    status: stateOf(worst),
    ready: worst < 2,
    causes: causes.sort((a, b) => rank[b.own] - rank[a.own]).map(({ name }) => name),
    affected: rows.filter((row) => row.own === 'up' && row.state !== 'up').map(({ name }) => name),
    components: rows,
  }
}

export function handle({ body }: Request): Response {
  try {
    const fields = fieldsOf(body, 'the body')
    const given = listOf(fields.components, 'components', 100)
    if (given.length === 0) throw new Misfit('components must be a list of 1 to 100')
    const components = given.map(readComponent)
    const names = new Set(components.map(({ name }) => name))
    if (names.size < components.length) throw new Misfit('two components have the same name')
    for (const { name, needs } of components)
      for (const need of needs)
        if (!names.has(need.name)) throw new Misfit(`${name} needs what is no component`)
    return { body: report(components, readLimits(fields.limits)) }
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    const hint =
      'POST {"components": [{"name": "api", "requests": 100, "errors": 2, "latenciesMs": [20, 31], "needs": ["db", "cache?"]}, ...], "limits": {"slowMs": 500}}. A ? marks what one can do without'
    return { status: 400, body: { error: error.message, hint } }
  }
}
