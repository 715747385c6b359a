// Which variant of a resource a client would like best, from Accept, Accept-Language and Accept-Encoding
// (RFC 9110, 12.5). A variant's qualities multiply; of equals the first listed wins.

type Wish = { readonly name: string; readonly parameters: readonly string[]; readonly q: number }
type Variant = {
  name: string
  type: string | null
  language: string | null
  encoding: string | null
  quality: number
}
type JsonObject = { readonly [key: string]: Json }

const headerOf = {
  type: 'accept',
  language: 'accept-language',
  encoding: 'accept-encoding',
} as const
type Dimension = keyof typeof headerOf
const dimensions: readonly Dimension[] = ['type', 'language', 'encoding']

const token = "[!#$%&'*+.^`|~\\w-]+"
const patterns: { readonly [name in Dimension]: RegExp } = {
  type: new RegExp(`^(\\*/\\*|${token}/${token})$`),
  language: /^(\*|[a-z]{1,8}(-[a-z0-9]{1,8})*)$/,
  encoding: new RegExp(`^${token}$`),
}

const problem = (error: string, hint: string): Response => ({
  status: 400,
  body: { error, hint },
})

/** Cuts where the sign stands outside of quotes. */
const cut = (text: string, sign: ',' | ';') =>
  (
    text.match(sign === ',' ? /(?:"(?:[^"\\]|\\.)*"|[^,"])+/g : /(?:"(?:[^"\\]|\\.)*"|[^;"])+/g) ??
    []
  )
    .map((piece) => piece.trim())
    .filter(Boolean)

function readWishes(text: string, dimension: Dimension): Wish[] | null {
  const wishes = cut(text, ',').map((piece): Wish | null => {
    const [name = '', ...rest] = cut(piece.toLowerCase(), ';').map((part) =>
      part.replace(/\s*=\s*/, '='),
    )
    const weight = rest.findIndex((part) => part.startsWith('q='))
    const q = weight < 0 ? '1' : (rest[weight] ?? '').slice(2)
    if (!patterns[dimension].test(name) || !/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q)) return null
    const parameters = (weight < 0 ? rest : rest.slice(0, weight)).map((part) =>
      part.replace(/="(.*)"$/, '=$1'),
    )
    return { name, parameters, q: Number(q) }
  })
  return wishes.every((wish) => wish !== null) ? wishes : null
}

/** How closely a wish names this, or 0 when it speaks of something else. */
function closeness(dimension: Dimension, wish: Wish, value: string): number {
  if (dimension === 'type') {
    const [name = '', ...own] = cut(value.toLowerCase(), ';').map((part) =>
      part.replace(/\s*=\s*/, '=').replace(/="(.*)"$/, '=$1'),
    )
    const [kind = '', detail] = wish.name.split('/')
    if (wish.name === '*/*') return 1
    if (detail === '*') return name.startsWith(`${kind}/`) ? 2 : 0
    const isSame = wish.name === name && wish.parameters.every((part) => own.includes(part))
    return isSame ? 3 + wish.parameters.length : 0
  }
  const own = value.toLowerCase()
  if (wish.name === '*') return 1
  if (dimension === 'encoding')
    return wish.name === own || (wish.name === 'x-gzip' && own === 'gzip') ? 2 : 0
  return own === wish.name || own.startsWith(`${wish.name}-`) ? 1 + wish.name.length : 0
}

function qualityOf(dimension: Dimension, wishes: readonly Wish[] | null, value: string | null) {
  if (wishes === null) return 1
  const known = value ?? (dimension === 'encoding' ? 'identity' : null)
  if (known === null) return 1
  let [best, q] = [0, 0]
  for (const wish of wishes) {
    const close = closeness(dimension, wish, known)
    if (close > best) [best, q] = [close, wish.q]
  }
  // No encoding at all is fine unless it is excluded by name or by the star.
  return best === 0 && dimension === 'encoding' && known === 'identity' ? 1 : q
}

function readVariant(given: Json): Variant | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { name, type = null, language = null, encoding = null, quality = 1 } = given
  const isText = (value: Json, form: RegExp): value is string | null =>
    value === null || (typeof value === 'string' && value.length <= 200 && form.test(value))
  if (typeof name !== 'string' || name === '' || name.length > 100) return null
  if (!isText(type, new RegExp(`^${token}/${token}( *; *${token}=(${token}|"[^"\\\\]*"))*$`)))
    return null
  if (!isText(language, /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i)) return null
  if (!isText(encoding, new RegExp(`^${token}$`))) return null
  if (typeof quality !== 'number' || quality <= 0 || quality > 1) return null
  return { name, type, language, encoding, quality }
}

function decide(variants: readonly Variant[], wishes: Map<Dimension, Wish[] | null>): Json {
  const ranking = variants
    .map((variant) => {
      const parts = dimensions.map((dimension) =>
        qualityOf(dimension, wishes.get(dimension) ?? null, variant[dimension]),
      )
      const q = parts.reduce((product, part) => product * part, variant.quality)
      const refusedBy = dimensions.find((_, index) => parts[index] === 0)
      return {
        variant,
        q: Math.round(q * 1e6) / 1e6,
        because: refusedBy ? headerOf[refusedBy] : null,
      }
    })
    .sort((a, b) => b.q - a.q)
  const vary = dimensions.filter(
    (dimension) => new Set(variants.map((variant) => variant[dimension])).size > 1,
  )
  const best = ranking.find(({ q }) => q > 0)?.variant
  const title = (name: string) => name.replace(/(^|-)[a-z]/g, (sign) => sign.toUpperCase())
  const headers: [string, string][] = []
  if (best?.type) headers.push(['Content-Type', best.type])
  if (best?.language) headers.push(['Content-Language', best.language])
  if (best?.encoding && best.encoding.toLowerCase() !== 'identity')
    headers.push(['Content-Encoding', best.encoding])
  if (vary.length > 0) headers.push(['Vary', vary.map((name) => title(headerOf[name])).join(', ')])
  return {
    status: best === undefined ? 406 : 200,
    chosen: best?.name ?? null,
    headers: Object.fromEntries(headers),
    ranking: ranking.map(({ variant, q, because }) => ({ name: variant.name, q, because })),
  }
}

export function handle({ body }: Request): Response {
  const shape =
    '{"headers": {"accept": "text/html, */*;q=0.1"}, "variants": [{"name": "page", "type": "text/html", "language": "en", "encoding": "br"}]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return problem('the body must be an object', shape)
  const { headers = {}, variants: given } = body
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    return problem('"headers" must be an object', shape)
  if (!Array.isArray(given) || given.length === 0 || given.length > 100)
    return problem('"variants" must be a list of 1 to 100', shape)
  const variants: Variant[] = []
  for (const [index, item] of given.entries()) {
    const variant = readVariant(item)
    if (variant === null) return problem(`variant ${index} is malformed`, shape)
    variants.push(variant)
  }
  const lowered = new Map(
    Object.entries(headers as JsonObject).map(([name, text]) => [name.toLowerCase(), text]),
  )
  const wishes = new Map<Dimension, Wish[] | null>()
  for (const dimension of dimensions) {
    const text = lowered.get(headerOf[dimension])
    if (text === undefined || text === null) continue
    const read =
      typeof text === 'string' && text.length <= 4000 ? readWishes(text, dimension) : null
    if (read === null)
      return problem(`"${headerOf[dimension]}" is malformed`, 'a list such as a;q=0.8, b, *;q=0')
    // An empty Accept wishes nothing; an empty Accept-Encoding wishes no encoding.
    if (read.length > 0 || dimension === 'encoding') wishes.set(dimension, read)
  }
  return { body: decide(variants, wishes) }
}
