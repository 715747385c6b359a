// An invoice, computed in whole cents and rendered for print. Tax is taken from the net sum of each rate,
// so the printed sums add up to the printed total.

type JsonObject = { readonly [key: string]: Json }
type Line = { description: string; quantity: string; price: bigint; rate: bigint; net: bigint }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function text(value: Json | undefined, name: string, most = 200): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > most)
    throw new BadInput(`"${name}" must be a text of 1 to ${most} characters`)
  return value.trim()
}

/** Decimal text as a whole number of its smallest part; money never passes through a float. */
function decimal(value: Json | undefined, name: string, places: number): bigint {
  const found = typeof value === 'string' ? /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(value) : null
  const [, sign = '', whole = '', part = ''] = found ?? []
  if (!found || part.length > places)
    throw new BadInput(`"${name}" must be decimal text with at most ${places} places, like "12.50"`)
  const size = BigInt(whole + part.padEnd(places, '0'))
  return sign === '-' ? -size : size
}

const divideHalfUp = (value: bigint, by: bigint) => {
  const size = value < 0n ? -value : value
  const rounded = (size * 2n + by) / (by * 2n)
  return value < 0n ? -rounded : rounded
}

function money(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const percent = (hundredths: bigint) => money(hundredths).replace(/\.?0+$/, '')

function day(value: Json | undefined, name: string): string {
  const given = text(value, name, 10)
  const ms = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(given) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== given)
    throw new BadInput(`"${name}" must be a day like 2026-11-20`)
  return given
}

function party(value: Json | undefined, name: string): string {
  if (!isObject(value)) throw new BadInput(`"${name}" must be {name, lines}`)
  const { lines = [] } = value
  if (!Array.isArray(lines) || lines.length > 10)
    throw new BadInput(`"${name}.lines" must be a list of at most 10`)
  const rest = lines.map((line, index) => escapeHtml(text(line, `${name}.lines[${index}]`)))
  return [`<b>${escapeHtml(text(value.name, `${name}.name`))}</b>`, ...rest].join('<br>')
}

function readLine(value: Json, index: number): Line {
  const at = `lines[${index}]`
  if (!isObject(value)) throw new BadInput(`"${at}" must be an object`)
  const thousandths = decimal(value.quantity, `${at}.quantity`, 3)
  const price = decimal(value.unitPrice, `${at}.unitPrice`, 2)
  const rate = decimal(value.taxRate ?? '0', `${at}.taxRate`, 2)
  if (rate < 0n || rate > 10_000n) throw new BadInput(`"${at}.taxRate" must be from 0 to 100`)
  const description = text(value.description, `${at}.description`)
  return {
    description,
    quantity: String(value.quantity),
    price,
    rate,
    net: divideHalfUp(thousandths * price, 1000n),
  }
}

function sumByRate(lines: readonly Line[]) {
  const nets = new Map<bigint, bigint>()
  for (const { rate, net } of lines) nets.set(rate, (nets.get(rate) ?? 0n) + net)
  return [...nets]
    .sort(([a], [b]) => Number(b - a))
    .map(([rate, net]) => ({ rate, net, tax: divideHalfUp(net * rate, 10_000n) }))
}

function invoice(body: JsonObject) {
  const { lines: given, note, due } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    throw new BadInput('"lines" must be a list of 1 to 200')
  const currency = text(body.currency, 'currency', 3)
  if (!/^[A-Z]{3}$/.test(currency)) throw new BadInput('"currency" must be like EUR')
  const lines = given.map(readLine)
  const sums = sumByRate(lines)
  const net = sums.reduce((sum, part) => sum + part.net, 0n)
  const total = sums.reduce((sum, part) => sum + part.tax, net)
  const number = escapeHtml(text(body.number, 'number', 40))
  const cells = (values: readonly string[], tag = 'td') =>
    `<tr>${values.map((value) => `<${tag}>${value}</${tag}>`).join('')}</tr>`
  const parts: { readonly [name: string]: string } = {
    number,
    date: day(body.date, 'date'),
    due: due === undefined ? '' : `<p>Due by ${day(due, 'due')}</p>`,
    seller: party(body.seller, 'seller'),
    buyer: party(body.buyer, 'buyer'),
    lines: lines
      .map(({ description, quantity, price, rate, net }) =>
        cells([escapeHtml(description), quantity, money(price), `${percent(rate)} %`, money(net)]),
      )
      .join('\n'),
    sums: [
      cells(['Net', money(net)]),
      ...sums
        .filter(({ tax }) => tax !== 0n)
        .map(({ rate, tax }) => cells([`Tax ${percent(rate)} %`, money(tax)])),
      cells([`Total ${currency}`, money(total)], 'th'),
    ].join('\n'),
    note: note === undefined ? '' : `<p>${escapeHtml(text(note, 'note', 500))}</p>`,
  }
  const html = page.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name] ?? '')
  const taxes = sums.map((part) => ({
    rate: percent(part.rate),
    net: money(part.net),
    tax: money(part.tax),
  }))
  return { html, net: money(net), taxes, total: money(total), currency }
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"number", "date", "currency", "seller", "buyer", "lines": [{"description", "quantity": "2", "unitPrice": "9.50", "taxRate": "19"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    return { body: invoice(body) }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
