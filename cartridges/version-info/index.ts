// Semantic versions: precedence by SemVer 2.0.0, ranges in the grammar of npm.

type JsonObject = { readonly [key: string]: Json }
type Version = {
  readonly numbers: readonly [number, number, number]
  readonly pre: readonly string[]
  readonly text: string
}
type Bound = { readonly sign: '<' | '<=' | '>' | '>=' | '='; readonly version: Version }

class BadInput extends Error {}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const exact =
  /^v?(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/

function make(major: number, minor: number, patch: number, pre: readonly string[] = []): Version {
  const text = `${major}.${minor}.${patch}${pre.length > 0 ? `-${pre.join('.')}` : ''}`
  return { numbers: [major, minor, patch], pre, text }
}

function parse(text: string): Version {
  const [, major, minor, patch, tail] = exact.exec(text) ?? []
  const pre = tail?.split('.') ?? []
  if (major === undefined || pre.some((part) => part === '' || /^0\d+$/.test(part)))
    throw new BadInput(`${JSON.stringify(text.slice(0, 60))} is no semantic version`)
  return make(Number(major), Number(minor), Number(patch), pre)
}

function compare(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // Without a pre-release it is the finished one, which comes after.
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length
  for (const [index, left] of a.pre.entries()) {
    const right = b.pre[index]
    if (right === undefined) return 1
    if (left === right) continue
    const [isNumber, isOther] = [/^\d+$/.test(left), /^\d+$/.test(right)]
    if (isNumber && isOther) return Number(left) - Number(right)
    if (isNumber !== isOther) return isNumber ? -1 : 1
    return left < right ? -1 : 1
  }
  return a.pre.length - b.pre.length
}

/** `1.2`, `1.x` or `*` as the first version inside and the first one above; null for no upper end. */
function partial(text: string): { low: Version; high: Version | null; depth: number } {
  const [, major, minor, patch, pre] =
    /^v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*])(?:-([0-9A-Za-z.-]+))?)?$/.exec(text) ?? []
  if (major === undefined) throw new BadInput(`"${text.slice(0, 60)}" in the range is no version`)
  const all = [major, minor, patch].map((part) =>
    part === undefined || /[xX*]/.test(part) ? null : Number(part),
  )
  const wild = all.indexOf(null)
  const depth = wild === -1 ? 3 : wild
  const [a = 0, b = 0, c = 0] = all.map((part, index) => (index < depth ? (part ?? 0) : 0))
  const high =
    depth === 0
      ? null
      : depth === 1
        ? make(a + 1, 0, 0)
        : depth === 2
          ? make(a, b + 1, 0)
          : make(a, b, c + 1)
  return { low: make(a, b, c, depth === 3 && pre ? pre.split('.') : []), high, depth }
}

const below = (version: Version): Bound => ({ sign: '<', version: { ...version, pre: ['0'] } })

function boundsOf(term: string): Bound[] {
  const [, sign = '', rest = ''] = /^(\^|~|<=|>=|<|>|=)?(.*)$/.exec(term) ?? []
  const { low, high, depth } = partial(rest)
  const [major, minor, patch] = low.numbers
  if (sign === '<') return [{ sign, version: low }]
  if (sign === '>=') return [{ sign, version: low }]
  if (sign === '>')
    return depth === 3 || high === null ? [{ sign, version: low }] : [{ sign: '>=', version: high }]
  if (sign === '<=')
    return depth === 3 ? [{ sign, version: low }] : high === null ? [] : [below(high)]
  const from: Bound = { sign: '>=', version: low }
  if (sign === '^') {
    if (depth === 0) return [from]
    const end =
      major > 0 || depth === 1
        ? make(major + 1, 0, 0)
        : minor > 0 || depth === 2
          ? make(0, minor + 1, 0)
          : make(0, 0, patch + 1)
    return [from, below(end)]
  }
  if (sign === '~')
    return high === null ? [from] : [from, below(depth === 1 ? high : make(major, minor + 1, 0))]
  if (depth === 3) return [{ sign: '=', version: low }]
  return high === null ? [from] : [from, below(high)]
}

function parseRange(range: string): Bound[][] {
  return range.split('||').map((part) => {
    const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(part)
    if (hyphen) return [...boundsOf(`>=${hyphen[1]}`), ...boundsOf(`<=${hyphen[2]}`)]
    const terms = part
      .trim()
      .replace(/([<>=~^])\s+/g, '$1')
      .split(/\s+/)
    return terms.flatMap((term) => boundsOf(term === '' ? '*' : term))
  })
}

function satisfies(version: Version, bounds: readonly Bound[]): boolean {
  const isInside = bounds.every(({ sign, version: end }) => {
    const order = compare(version, end)
    if (sign === '=') return order === 0
    return sign.startsWith('<')
      ? order < 0 || (order === 0 && sign === '<=')
      : order > 0 || (order === 0 && sign === '>=')
  })
  if (!isInside || version.pre.length === 0) return isInside
  return bounds.some(
    ({ version: end }) =>
      end.pre.length > 0 && end.pre[0] !== '0' && String(end.numbers) === String(version.numbers),
  )
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"versions": ["1.2.3", "2.0.0-rc.1"], "range": "^1.2"}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { versions: given, range } = body
    if (!Array.isArray(given) || given.length === 0 || given.length > 200)
      throw new BadInput('"versions" must be a list of 1 to 200')
    const versions = given.map((text) => parse(String(text))).sort(compare)
    const stable = versions.findLast(({ pre }) => pre.length === 0) ?? null
    const [major, minor, patch] = (stable ?? make(0, 0, 0)).numbers
    const next = {
      major: make(major + 1, 0, 0).text,
      minor: make(major, minor + 1, 0).text,
      patch: make(major, minor, patch + 1).text,
    }
    const answer = {
      sorted: versions.map(({ text }) => text),
      latest: versions.at(-1)?.text ?? '',
      stable: stable?.text ?? null,
      next,
    }
    if (range === undefined) return { body: answer }
    if (typeof range !== 'string' || range.length > 200)
      throw new BadInput('"range" must be text of at most 200 characters')
    const alternatives = parseRange(range)
    const matching = versions
      .filter((version) => alternatives.some((bounds) => satisfies(version, bounds)))
      .map(({ text }) => text)
    return { body: { ...answer, matching, best: matching.at(-1) ?? null } }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
