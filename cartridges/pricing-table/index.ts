// Plans side by side. A plan has what the one before has, unless it says that it does not inherit.

type JsonObject = { readonly [key: string]: Json }
type Plan = {
  name: string
  monthly: number
  yearly: number | null
  features: string[]
  inherits: boolean
  isRecommended: boolean
  url: string
}

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Decimal text as whole cents. */
function cents(value: Json | undefined, where: string): number {
  const [, whole, part = ''] =
    (typeof value === 'string' && /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(value)) || []
  if (whole === undefined) throw new BadInput(`${where} must be decimal text like "9.50"`)
  return Number(whole + part.padEnd(2, '0'))
}

const amount = (value: number) =>
  value % 100 === 0 ? String(value / 100) : (value / 100).toFixed(2)

function readPlan(item: Json, index: number): Plan {
  const where = `plans[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { name, features, inherits = true, recommended = false, url = '' } = item
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40)
    throw new BadInput(`${where}.name must be text of 1 to 40 characters`)
  if (
    !Array.isArray(features) ||
    features.length > 30 ||
    !features.every(
      (feature) => typeof feature === 'string' && feature !== '' && feature.length <= 100,
    )
  )
    throw new BadInput(`${where}.features must be at most 30 texts of at most 100 characters`)
  if (typeof inherits !== 'boolean' || typeof recommended !== 'boolean')
    throw new BadInput(`${where}: "inherits" and "recommended" must be true or false`)
  if (typeof url !== 'string' || !/^((https?:\/\/|\/(?!\/)|#)\S*)?$/.test(url))
    throw new BadInput(`${where}.url must be a path or http address`)
  const monthly = cents(item.monthly, `${where}.monthly`)
  const yearly = item.yearly === undefined ? null : cents(item.yearly, `${where}.yearly`)
  if (yearly !== null && yearly > monthly * 12)
    throw new BadInput(`${where}.yearly costs more than twelve months`)
  return {
    name: name.trim(),
    monthly,
    yearly,
    features: features.map(String),
    inherits,
    isRecommended: recommended,
    url,
  }
}

const savingOf = ({ monthly, yearly }: Plan) =>
  yearly === null || monthly === 0
    ? null
    : Math.floor((100 * (monthly * 12 - yearly)) / (monthly * 12))

function priceHtml(plan: Plan, currency: string): string {
  const { monthly, yearly } = plan
  const month = monthly === 0 ? 'free' : `${currency}${amount(monthly)}<small> a month</small>`
  const saving = savingOf(plan)
  const year =
    yearly === null
      ? month
      : `${currency}${amount(yearly)}<small> a year${saving ? `, ${saving} % less` : ''}</small>`
  return `<p class="month"><b>${month}</b></p><p class="year"><b>${year}</b></p>`
}

function planHtml(plan: Plan, before: Plan | undefined, currency: string): string {
  const { name, features, inherits, isRecommended, url } = plan
  const inherited = inherits && before ? [`Everything in ${before.name}`] : []
  const items = [...inherited, ...features].map((feature) => `<li>${escapeHtml(feature)}</li>`)
  const link =
    url === '' ? '' : `<p><a href="${escapeHtml(url)}">Choose ${escapeHtml(name)}</a></p>`
  return `<article${isRecommended ? ' class="best" aria-label="Recommended"' : ''}><h3>${escapeHtml(name)}</h3>${priceHtml(plan, currency)}<ul>${items.join('')}</ul>${link}</article>`
}

const css =
  '.plans{display:grid;grid-template-columns:repeat(auto-fit,minmax(12rem,1fr));gap:1rem}.plans article{border:1px solid #ccd;border-radius:8px;padding:1rem}.plans .best{border:2px solid #2457d6}.prices:not(:has(#yearly:checked)) .year,.prices:has(#yearly:checked) .month{display:none}'

export function handle({ body }: Request): Response {
  const hint =
    'POST {"currency": "$", "plans": [{"name": "Pro", "monthly": "10", "yearly": "96", "features": ["9 lamps"], "recommended": true}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { currency = '$', plans: given } = body
    if (typeof currency !== 'string' || currency.length === 0 || currency.length > 4)
      throw new BadInput('"currency" must be a sign of at most 4 characters')
    if (!Array.isArray(given) || given.length === 0 || given.length > 5)
      throw new BadInput('"plans" must be a list of 1 to 5')
    const plans = given.map(readPlan)
    if (plans.filter(({ isRecommended }) => isRecommended).length > 1)
      throw new BadInput('only one plan can be recommended')
    const hasYears = plans.some(({ yearly }) => yearly !== null)
    const toggle = hasYears
      ? '<p><label><input type="checkbox" id="yearly"> Pay by the year</label></p>'
      : ''
    const html = `<section class="prices"><style>${css}</style>${toggle}<div class="plans">${plans.map((plan, index) => planHtml(plan, plans[index - 1], escapeHtml(currency))).join('')}</div></section>`
    let total = 0
    const summary = plans.map((plan) => {
      total = plan.features.length + (plan.inherits ? total : 0)
      return { name: plan.name, saving: savingOf(plan), features: total }
    })
    return { body: { html, plans: summary } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
