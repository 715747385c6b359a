// A recipe for another number of people. Amounts are exact fractions until they are printed: a third of
// 1 1/2 cups is 1/2 cup and never 0.4999.

type Fraction = { over: number; under: number }
type Item = { amount: string; unit: string; name: string }

class Unusable extends Error {}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

function reduced(over: number, under: number): Fraction {
  const shared = divisor(over, under)
  return { over: over / shared, under: under / shared }
}

/** Reads "2", "1.5", "3/4" and "1 1/2"; null for anything else and for zero. */
function fractionOf(text: string): Fraction | null {
  const [, whole = '0', top, bottom] = /^(?:(\d{1,4}) )?(\d{1,4})\/([1-9]\d{0,2})$/.exec(text) ?? []
  if (top !== undefined) {
    const under = Number(bottom)
    return Number(top) === 0 ? null : reduced(Number(whole) * under + Number(top), under)
  }
  const [, digits = '', places = ''] = /^(\d{1,5})(?:\.(\d{1,3}))?$/.exec(text) ?? []
  const over = Number(digits + places)
  return digits === '' || over === 0 ? null : reduced(over, 10 ** places.length)
}

function print({ over, under }: Fraction): string {
  const whole = Math.floor(over / under)
  if (under === 1) return String(whole)
  // Spoons and cups come in halves to sixteenths; odder parts read better as decimals.
  if (under > 16) return String(Number((over / under).toPrecision(3)))
  return `${whole > 0 ? `${whole} ` : ''}${over % under}/${under}`
}

function line(value: Json | undefined, where: string, most: number, least = 1): string {
  if (typeof value !== 'string' || value.trim().length < least || value.length > most)
    throw new Unusable(`${where} must be text of ${least} to ${most} characters`)
  return value.trim()
}

function people(value: Json | undefined, where: string, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > most)
    throw new Unusable(`${where} must be a whole number from 1 to ${most}`)
  return value
}

function scaled(value: Json, where: string, wanted: number, servings: number): Item {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unusable(`${where} must be {amount, unit, name}`)
  const name = line(value.name, `${where}.name`, 80)
  const unit = line(value.unit ?? '', `${where}.unit`, 20, 0)
  if (value.amount === undefined) return { amount: '', unit, name }
  const amount = typeof value.amount === 'string' ? fractionOf(value.amount.trim()) : null
  if (amount === null)
    throw new Unusable(`${where}.amount must be like "2", "1.5", "3/4" or "1 1/2"`)
  return { amount: print(reduced(amount.over * wanted, amount.under * servings)), unit, name }
}

function view(body: Json) {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Unusable('the body must be a JSON object')
  const title = line(body.title, '"title"', 100)
  const servings = people(body.servings, '"servings"', 100)
  const wanted = people(body.wanted ?? servings, '"wanted"', 1000)
  const { ingredients: items, steps } = body
  if (!Array.isArray(items) || items.length === 0 || items.length > 60)
    throw new Unusable('"ingredients" must be a list of 1 to 60')
  if (!Array.isArray(steps) || steps.length > 40)
    throw new Unusable('"steps" must be a list of at most 40')
  const ingredients = items.map((item, i) => scaled(item, `ingredients[${i}]`, wanted, servings))
  const list = ingredients.map(({ amount, unit, name }) => {
    const size = [amount, unit].filter(Boolean).join(' ')
    return `<li>${size === '' ? '' : `<b>${escapeHtml(size)}</b> `}${escapeHtml(name)}</li>`
  })
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    wanted: wanted === 1 ? '1 serving' : `${wanted} servings`,
    ingredients: list.join('\n'),
    steps: steps
      .map((step, i) => `<li>${escapeHtml(line(step, `steps[${i}]`, 1000))}</li>`)
      .join('\n'),
  }
  return { html: page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? ''), ingredients }
}

export function handle({ body }: Request): Response {
  try {
    return { body: view(body) }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error
    const hint =
      'POST {"title", "servings": 4, "wanted": 6, "ingredients": [{"amount": "1 1/2", "unit": "cups", "name": "flour"}], "steps": ["Mix."]}'
    return { status: 400, body: { error: error.message, hint } }
  }
}
