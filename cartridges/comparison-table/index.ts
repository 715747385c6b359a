// Products beside each other: a table whose best cells are marked, and a ranking by weighted scores.

type JsonObject = { readonly [key: string]: Json }
type Feature = {
  name: string
  better: 'more' | 'less' | 'yes' | 'none'
  weight: number
  unit: string
}
type Product = { name: string; values: JsonObject }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function readName(item: JsonObject, where: string): string {
  const { name } = item
  if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
    throw new BadInput(`${where} needs a "name" of at most 60 characters`)
  return name
}

function readFeature(item: Json, index: number): Feature {
  const where = `features[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { better = 'none', weight = 1, unit = '' } = item
  if (better !== 'more' && better !== 'less' && better !== 'yes' && better !== 'none')
    throw new BadInput(`${where}.better must be more, less, yes or none`)
  if (typeof weight !== 'number' || !(weight >= 0 && weight <= 100))
    throw new BadInput(`${where}.weight must be a number from 0 to 100`)
  if (typeof unit !== 'string' || unit.length > 12)
    throw new BadInput(`${where}.unit must be text of at most 12 characters`)
  return { name: readName(item, where), better, weight, unit }
}

function readProduct(item: Json, index: number): Product {
  const where = `products[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  if (!isObject(item.values)) throw new BadInput(`${where} needs "values" by feature`)
  return { name: readName(item, where), values: item.values }
}

const readValue = ({ values }: Product, name: string): Json =>
  Object.hasOwn(values, name) ? (values[name] ?? null) : null

/** 1 for the best of the row, 0 for the worst and for what is missing; null where nothing can be ranked. */
function meritsOf(feature: Feature, products: readonly Product[]): (number | null)[] {
  if (feature.better === 'none') return products.map(() => null)
  if (feature.better === 'yes')
    return products.map((product) => (readValue(product, feature.name) === true ? 1 : 0))
  const numbers = products
    .map((product) => readValue(product, feature.name))
    .map((value) => (typeof value === 'number' ? value : null))
  const known = numbers.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return numbers.map((value) => {
    if (value === null) return 0
    if (high === low) return 1
    return feature.better === 'more' ? (value - low) / (high - low) : (high - value) / (high - low)
  })
}

function cell(value: Json, unit: string, isBest: boolean): string {
  const shown =
    value === true
      ? 'yes'
      : value === false
        ? 'no'
        : value === null
          ? '–'
          : escapeHtml(String(value)) +
            (unit && typeof value === 'number' ? ` ${escapeHtml(unit)}` : '')
  return isBest ? `<td class="best"><b>${shown}</b></td>` : `<td>${shown}</td>`
}

function compare(features: readonly Feature[], products: readonly Product[]) {
  const scores = products.map(() => 0)
  let total = 0
  const rows = features.map((feature) => {
    const merits = meritsOf(feature, products)
    if (feature.better !== 'none') total += feature.weight
    for (const [index, merit] of merits.entries())
      scores[index] = (scores[index] ?? 0) + (merit ?? 0) * feature.weight
    const isRanked = new Set(merits).size > 1
    const cells = products.map((product, index) =>
      cell(readValue(product, feature.name), feature.unit, isRanked && merits[index] === 1),
    )
    return `<tr><th scope="row">${escapeHtml(feature.name)}</th>${cells.join('')}</tr>`
  })
  const head = products.map(({ name }) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  const ranking = products
    .map(({ name }, index) => ({
      name,
      score: total === 0 ? 0 : Math.round(((scores[index] ?? 0) / total) * 1000) / 10,
    }))
    .sort((a, b) => b.score - a.score)
  return {
    html: `<table><thead><tr><td></td>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`,
    ranking,
  }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"features": [{"name": "Price", "better": "less"}], "products": [{"name": "A", "values": {"Price": 20}}, ...]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { features, products } = body
    if (!Array.isArray(features) || features.length === 0 || features.length > 40)
      throw new BadInput('"features" must be a list of 1 to 40')
    if (!Array.isArray(products) || products.length < 2 || products.length > 8)
      throw new BadInput('"products" must be a list of 2 to 8')
    return { body: compare(features.map(readFeature), products.map(readProduct)) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
