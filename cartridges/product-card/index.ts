// A product card. A discount is only called one against the lowest price of the last 30 days.

type JsonObject = { readonly [key: string]: Json }

const signs: { readonly [currency: string]: readonly [sign: string, places: number] } = {
  EUR: ['€', 2],
  USD: ['$', 2],
  GBP: ['£', 2],
  JPY: ['¥', 0],
  CHF: ['CHF', 2],
  INR: ['₹', 2],
}
/** Thousands and decimal separators, and whether the sign stands in front. */
const regions: {
  readonly [region: string]: readonly [group: string, point: string, isBefore: boolean]
} = {
  en: [',', '.', true],
  de: ['.', ',', false],
  fr: ['\u202f', ',', false],
  in: [',', '.', true],
}

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const isAmount = (value: Json | undefined): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 1e12

function formatPrice(cents: number, currency: string, region: string): string {
  const [sign, places] = signs[currency] ?? [currency, 2]
  const [group, point, isBefore] = regions[region] ?? [',', '.', true]
  const digits = String(cents).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  // India groups the last three digits, then pairs.
  const grouped =
    region === 'in'
      ? whole.replace(/\B(?=(\d\d)*\d{3}$)/g, group)
      : whole.replace(/\B(?=(\d{3})+$)/g, group)
  const number = places === 0 ? grouped : `${grouped}${point}${digits.slice(-places)}`
  return isBefore ? `${sign}${sign.length > 1 ? '\u00a0' : ''}${number}` : `${number}\u00a0${sign}`
}

function starsOf(ratings: readonly number[]): { mean: number; count: number } {
  const count = ratings.reduce((sum, votes) => sum + votes, 0)
  const sum = ratings.reduce((total, votes, index) => total + votes * (index + 1), 0)
  // Five imagined votes for the middle: one lonely 5 is no proof.
  return { mean: Math.round(((sum + 15) / (count + 5)) * 10) / 10, count }
}

const stockWords = (stock: number) =>
  stock === 0 ? 'Sold out' : stock <= 5 ? `Only ${stock} left` : 'In stock'

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Desk lamp", "cents": 4990, "currency": "EUR", "region": "de", "ratings": [0, 0, 1, 4, 9], "stock": 3}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const {
    name,
    cents,
    currency,
    region = 'en',
    lowest30Cents,
    ratings,
    stock,
    image = '',
    url = '',
  } = body
  if (typeof name !== 'string' || name.trim() === '' || name.length > 120)
    return bad('"name" must be text of 1 to 120 characters', hint)
  if (!isAmount(cents)) return bad('"cents" must be a whole number of the smallest unit', hint)
  if (typeof currency !== 'string' || !Object.hasOwn(signs, currency))
    return bad('"currency" is unknown', Object.keys(signs).join(', '))
  if (typeof region !== 'string' || !Object.hasOwn(regions, region))
    return bad('"region" is unknown', Object.keys(regions).join(', '))
  if (lowest30Cents !== undefined && !isAmount(lowest30Cents))
    return bad('"lowest30Cents" must be a whole number', hint)
  if (stock !== undefined && !isAmount(stock)) return bad('"stock" must be a whole number', hint)
  if (
    ratings !== undefined &&
    !(Array.isArray(ratings) && ratings.length === 5 && ratings.every(isAmount))
  )
    return bad('"ratings" must be five counts, for 1 to 5 stars', hint)
  for (const [key, value] of Object.entries({ image, url }))
    if (typeof value !== 'string' || !/^((https?:\/\/|\/(?!\/))\S{0,1000})?$/.test(value))
      return bad(`"${key}" must be a path or http address`, hint)

  const price = formatPrice(cents, currency, region)
  const discount =
    lowest30Cents !== undefined && lowest30Cents > cents
      ? Math.floor((100 * (lowest30Cents - cents)) / lowest30Cents)
      : null
  const votes = ratings === undefined ? null : starsOf(ratings as number[])
  const stars = votes === null || votes.count === 0 ? null : votes.mean
  const before =
    discount === null
      ? ''
      : ` <s>${formatPrice(Number(lowest30Cents), currency, region)}</s> <b>−${discount} %</b>`
  const parts = [
    image === '' ? '' : `<img src="${escapeHtml(String(image))}" alt="">`,
    `<h3>${url === '' ? escapeHtml(name) : `<a href="${escapeHtml(String(url))}">${escapeHtml(name)}</a>`}</h3>`,
    `<p>${price}${before}</p>`,
    stars === null
      ? ''
      : `<p aria-label="${stars} of 5 stars">${'★'.repeat(Math.round(stars))}${'☆'.repeat(5 - Math.round(stars))} (${votes?.count})</p>`,
    stock === undefined ? '' : `<p>${stockWords(Number(stock))}</p>`,
  ]
  const jsonLd = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name,
    ...(image === '' ? {} : { image }),
    offers: {
      '@type': 'Offer',
      price: (cents / 10 ** (signs[currency]?.[1] ?? 2)).toFixed(signs[currency]?.[1]),
      priceCurrency: currency,
      ...(stock === undefined
        ? {}
        : { availability: `https://schema.org/${stock === 0 ? 'OutOfStock' : 'InStock'}` }),
    },
  }
  return {
    body: {
      html: `<article class="product">${parts.join('')}</article>`,
      jsonLd,
      price,
      discount,
      stars,
    },
  }
}
