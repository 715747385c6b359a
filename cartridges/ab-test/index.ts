// A/B tests: a user always sees the same variant, conversions count once, and the report says whether
// the difference to the first variant is more than chance (two-proportion z-test).

type Arm = { seen: string[]; converted: string[] }
type Trial = { [variant: string]: Arm }

const maxUsers = 400

const no = (error: string, hint: string, status = 400): Response => ({
  status,
  body: { error, hint },
})

function pick(trial: string, user: string, variants: readonly string[]): string {
  let hash = 0x811c9dc5
  for (const sign of `${user}/${trial}`)
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return variants[((hash ^ (hash >>> 13)) >>> 0) % variants.length] ?? ''
}

/** Probability that chance alone makes a difference this large, both ways. */
function pValue(z: number): number {
  // Abramowitz and Stegun 26.2.17: within 7.5e-8.
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153].reduce(
    (sum, factor) => (sum + factor) * t,
    0,
  )
  return 2 * tail * (Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI))
}

function report(name: string, trial: Trial): Json {
  const rows = Object.entries(trial).map(([variant, arm]) => ({
    variant,
    users: arm.seen.length,
    conversions: arm.converted.length,
  }))
  const control = rows[0] ?? { users: 0, conversions: 0 }
  const variants = rows.map((row, index) => {
    const rate = row.users === 0 ? 0 : row.conversions / row.users
    const pooled = (row.conversions + control.conversions) / (row.users + control.users)
    const spread = Math.sqrt(pooled * (1 - pooled) * (1 / row.users + 1 / control.users))
    const z = (rate - control.conversions / control.users) / spread
    const p = index === 0 || !Number.isFinite(z) ? null : Math.round(pValue(z) * 1e4) / 1e4
    return { ...row, rate: Math.round(rate * 1e4) / 1e4, p, significant: p !== null && p < 0.05 }
  })
  return { test: name, variants }
}

export function handle({ method, path, body }: Request): Response {
  const hint =
    'POST /cart {"variants": ["old", "new"]}, then /cart/assign and /cart/convert {"user"}'
  const [, name, action] = /^\/([a-z0-9-]{1,40})(?:\/(assign|convert))?$/.exec(path) ?? []
  if (name === undefined) return no('no test was named', hint)
  const trial = kv.get(name) as Trial | undefined
  const given = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  if (method === 'POST' && action === undefined) {
    const { variants } = given
    if (trial !== undefined) return no(`"${name}" runs already`, 'take another name', 409)
    if (!Array.isArray(variants) || variants.length < 2 || variants.length > 5)
      return no('"variants" must be 2 to 5 names, the control first', hint)
    if (!variants.every((v) => typeof v === 'string' && /^[a-z][a-z-]{0,29}$/.test(v)))
      return no('a variant is named by lower-case letters and dashes', hint)
    if (new Set(variants).size < variants.length) return no('two variants are the same', hint)
    if (kv.list('', 40).length >= 40) return no('40 tests run already', 'use one of them', 409)
    const fresh = Object.fromEntries(
      variants.map((v): [string, Arm] => [String(v), { seen: [], converted: [] }]),
    )
    kv.set(name, fresh)
    return { status: 201, body: report(name, fresh) }
  }
  if (trial === undefined) return no(`there is no test "${name}"`, hint, 404)
  if (method === 'GET') return { body: report(name, trial) }

  const { user } = given
  if (typeof user !== 'string' || user === '' || user.length > 40)
    return no('"user" must be 1 to 40 characters', hint)
  const variant = pick(name, user, Object.keys(trial))
  const arm = trial[variant]
  if (arm === undefined) return no('the test has no variants', hint, 409)
  const isSeen = arm.seen.includes(user)
  if (action === 'convert' && !isSeen)
    return no('this user was never assigned', 'assign first', 409)
  const list = action === 'convert' ? arm.converted : arm.seen
  const isNew = !list.includes(user)
  if (isNew && list.length >= maxUsers) return no('the variant is full', 'read the report', 409)
  if (isNew) {
    list.push(user)
    kv.set(name, trial)
  }
  return { body: { test: name, user, variant, isNew } }
}
