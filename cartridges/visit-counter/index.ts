// Visits and distinct visitors. Visitors are not stored: a HyperLogLog sketch of 512 small registers
// estimates how many there were within about 5 %, and nobody can read from it who they were.

type Site = { visits: number; registers: string }

const registerBits = 9
const registerCount = 1 << registerBits

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** 32 well mixed bits of a text (FNV-1a, then the finalizer of MurmurHash3). */
function hashOf(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Registers as one letter each: 'a' is 0, 'b' is 1 and so on up to 24. */
function withVisitor(registers: string, visitor: string): string {
  const hash = hashOf(visitor)
  const index = hash >>> (32 - registerBits)
  const zeros = Math.min(Math.clz32(hash << registerBits), 32 - registerBits) + 1
  const letter = String.fromCharCode(97 + zeros)
  return (registers[index] ?? 'a') >= letter
    ? registers
    : registers.slice(0, index) + letter + registers.slice(index + 1)
}

function estimate(registers: string): number {
  let sum = 0
  let empty = 0
  for (const letter of registers) {
    const zeros = letter.charCodeAt(0) - 97
    sum += 2 ** -zeros
    if (zeros === 0) empty++
  }
  const raw = ((0.7213 / (1 + 1.079 / registerCount)) * registerCount ** 2) / sum
  // Small numbers are counted better by the registers that nobody has touched.
  const isSmall = raw <= 2.5 * registerCount && empty > 0
  return Math.round(isSmall ? registerCount * Math.log(registerCount / empty) : raw)
}

export function handle({ method, path, body, payment }: Request): Response {
  const hint = 'POST /<page> {"visitors": ["id-1", "id-2"]}; GET /<page>'
  const page = path.slice(1)
  if (!/^[\w./-]{1,100}$/.test(page)) return bad('no page was named', hint)
  const scope = `${payment?.payer.toLowerCase() ?? 'anyone'} `
  const site = (kv.get(scope + page) as Site | undefined) ?? {
    visits: 0,
    registers: 'a'.repeat(registerCount),
  }
  if (method === 'GET')
    return { body: { page, visits: site.visits, visitors: estimate(site.registers) } }
  if (method === 'DELETE') return { body: { page, forgotten: kv.delete(scope + page) } }

  const ids =
    typeof body === 'object' && body !== null && !Array.isArray(body) ? body.visitors : null
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > 500)
    return bad('"visitors" must be 1 to 500 ids', hint)
  let { registers } = site
  for (const id of ids) {
    if (typeof id !== 'string' || id === '' || id.length > 200)
      return bad('an id must be text of 1 to 200 characters', hint)
    registers = withVisitor(registers, id)
  }
  if (site.visits === 0 && kv.list(scope, 50).length >= 50)
    return { status: 409, body: { error: 'you have 50 pages', hint: 'DELETE /<page> frees one' } }
  const visits = site.visits + ids.length
  kv.set(scope + page, { visits, registers })
  return { body: { page, visits, visitors: estimate(registers) } }
}
