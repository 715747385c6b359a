// The Prometheus text exposition format, read strictly, with what people want to know of histograms.

type JsonObject = { readonly [key: string]: Json }
type Sample = { name: string; labels: [string, string][]; value: number }
type Family = { name: string; type: string; help: string; samples: Sample[] }

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unescape_ = (text: string) =>
  text.replace(/\\(.)/g, (_, letter) => (letter === 'n' ? '\n' : letter))

function valueOfText(text: string): number {
  if (/^[+-]?Inf$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^NaN$/i.test(text)) return Number.NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? Number(text)
    : fail(`"${text.slice(0, 20)}" is no number`)
}

function fail(reason: string): never {
  throw new BadInput(reason)
}

function parseSample(line: string): Sample {
  const [, name = '', inner, value = ''] =
    /^([a-zA-Z_:][\w:]*)\s*(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s*(\S+)(?:\s+-?\d+)?\s*$/.exec(
      line,
    ) ?? fail('this is no sample')
  const labels: [string, string][] = []
  let rest = (inner ?? '').trim()
  while (rest !== '') {
    const [whole = '', label = '', text = ''] =
      /^([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,\s*|$)/.exec(rest) ??
      fail('a label must be like name="value"')
    labels.push([label, unescape_(text)])
    rest = rest.slice(whole.length)
  }
  return { name, labels, value: valueOfText(value) }
}

/** The family of a sample: histograms and summaries add endings to their name. */
function familyName(name: string, types: ReadonlyMap<string, Family>): string {
  const base = name.replace(/_(bucket|sum|count)$/, '')
  const type = types.get(base)?.type
  return base !== name && (type === 'histogram' || type === 'summary') ? base : name
}

function parse(text: string): Family[] {
  const families = new Map<string, Family>()
  const family = (name: string) => {
    const found = families.get(name) ?? { name, type: 'untyped', help: '', samples: [] }
    families.set(name, found)
    return found
  }
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, word, name = '', rest = ''] = /^#\s*(HELP|TYPE)\s+(\S+)\s?(.*)$/.exec(line) ?? []
    if (word === 'HELP') family(name).help = unescape_(rest)
    else if (word === 'TYPE') family(name).type = rest.trim()
    else if (!line.startsWith('#')) {
      try {
        const sample = parseSample(line)
        family(familyName(sample.name, families)).samples.push(sample)
      } catch (error) {
        if (error instanceof BadInput) throw new BadInput(`line ${index + 1}: ${error.message}`)
        throw error
      }
    }
  }
  return [...families.values()]
}

/** histogram_quantile: linear within the bucket that holds the rank, the highest finite bound at the end. */
function quantileOf(buckets: readonly { le: number; count: number }[], q: number): number {
  const sorted = [...buckets].sort((a, b) => a.le - b.le)
  const total = sorted.at(-1)?.count ?? 0
  if (total === 0 || sorted.at(-1)?.le !== Number.POSITIVE_INFINITY) return Number.NaN
  const index = sorted.findIndex(({ count }) => count >= q * total)
  const [bucket, before] = [sorted[index], sorted[index - 1]]
  if (!bucket || bucket.le === Number.POSITIVE_INFINITY) return before?.le ?? Number.NaN
  const [low, under] = before ? [before.le, before.count] : [Math.min(0, bucket.le), 0]
  return low + (bucket.le - low) * ((q * total - under) / (bucket.count - under || 1))
}

function quantiles(family: Family, wanted: readonly number[]) {
  const groups = new Map<
    string,
    { labels: [string, string][]; buckets: { le: number; count: number }[] }
  >()
  for (const { name, labels, value } of family.samples.filter((sample) =>
    sample.name.endsWith('_bucket'),
  )) {
    const rest = labels.filter(([label]) => label !== 'le')
    const key = JSON.stringify(rest)
    const group = groups.get(key) ?? { labels: rest, buckets: [] }
    groups.set(key, group)
    const le =
      labels.find(([label]) => label === 'le')?.[1] ?? fail(`a bucket of ${name} has no "le"`)
    group.buckets.push({ le: valueOfText(le), count: value })
  }
  return [...groups.values()].map(({ labels, buckets }) => ({
    labels: Object.fromEntries(labels),
    values: wanted.map((q) => ({ q, value: shown(Number(quantileOf(buckets, q).toPrecision(6))) })),
  }))
}

const shown = (value: number): Json => (Number.isFinite(value) ? value : String(value))

export function handle({ body }: Request): Response {
  const hint =
    'POST the text of /metrics, or {"metrics": "...", "match": "http", "quantiles": [0.5, 0.99]}'
  try {
    const {
      metrics,
      match = '',
      quantiles: wanted = [0.5, 0.95, 0.99],
    } = typeof body === 'string' ? ({ metrics: body } as JsonObject) : isObject(body) ? body : {}
    if (typeof metrics !== 'string' || metrics.length > 60_000)
      fail('"metrics" must be text of at most 60000 characters')
    if (typeof match !== 'string') fail('"match" must be text')
    if (
      !Array.isArray(wanted) ||
      wanted.length > 8 ||
      !wanted.every((q) => typeof q === 'number' && q >= 0 && q <= 1)
    )
      fail('"quantiles" must be at most 8 numbers from 0 to 1')
    const found = parse(metrics).filter(({ name }) => name.includes(match))
    if (found.length === 0) fail('there are no such metrics')
    const families = found.map((family) => ({
      name: family.name,
      type: family.type,
      help: family.help,
      samples: family.samples.map(({ name, labels, value }) => ({
        name,
        labels: Object.fromEntries(labels),
        value: shown(value),
      })),
      ...(family.type === 'histogram' ? { quantiles: quantiles(family, wanted as number[]) } : {}),
    }))
    const rows = found.flatMap(({ samples }) =>
      samples.map(
        ({ name, labels, value }) =>
          [
            `${name}${labels.length > 0 ? `{${labels.map(([label, text]) => `${label}=${text}`).join(', ')}}` : ''}`,
            String(value),
          ] as const,
      ),
    )
    const width = Math.max(...rows.map(([name]) => name.length), 0)
    return {
      body: {
        families,
        table: rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n'),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
