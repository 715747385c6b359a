// Numbers described and drawn. Means by compensated sums, quartiles by linear interpolation (R's type 7).

type JsonObject = { readonly [key: string]: Json }
type Bin = { from: number; to: number; count: number }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const round = (value: number) => Number(value.toPrecision(6))

/** Neumaier's sum: many small numbers beside a large one are not lost. */
function sumOf(values: readonly number[]): number {
  let [sum, lost] = [0, 0]
  for (const value of values) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q
  const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return low + (high - low) * (at - Math.floor(at))
}

/** Theil and Sen: the median of all slopes, which a few outliers cannot bend. */
function trendOf(values: readonly number[]): number | null {
  const recent = values.slice(-300)
  if (recent.length < 3) return null
  const slopes: number[] = []
  for (let i = 0; i < recent.length; i++)
    for (let j = i + 1; j < recent.length; j++)
      slopes.push(((recent[j] ?? 0) - (recent[i] ?? 0)) / (j - i))
  return quantile(
    slopes.sort((a, b) => a - b),
    0.5,
  )
}

function binsOf(sorted: readonly number[], spread: number): Bin[] {
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  if (low === high) return [{ from: low, to: high, count: sorted.length }]
  const width = (2 * spread) / Math.cbrt(sorted.length)
  const wanted = width > 0 ? Math.ceil((high - low) / width) : Math.ceil(Math.sqrt(sorted.length))
  const count = Math.max(1, Math.min(20, wanted))
  const size = (high - low) / count
  const bins = Array.from({ length: count }, (_, index) => ({
    from: round(low + index * size),
    to: round(low + (index + 1) * size),
    count: 0,
  }))
  for (const value of sorted) {
    const bin = bins[Math.min(count - 1, Math.floor((value - low) / size))]
    if (bin) bin.count++
  }
  return bins
}

function draw(
  title: string,
  headline: string,
  detail: string,
  bins: readonly Bin[],
  isDark: boolean,
): string {
  const [paper, ink, soft] = isDark
    ? ['#14161a', '#e4e7ec', '#7aa2f7']
    : ['#ffffff', '#1b1e24', '#2457d6']
  const highest = Math.max(...bins.map(({ count }) => count))
  const step = 280 / bins.length
  const bars = bins.map(({ from, to, count }, index) => {
    const height = Math.round((count / highest) * 60)
    return `<rect x="${(10 + index * step + 1).toFixed(1)}" y="${150 - height}" width="${Math.max(1, step - 2).toFixed(1)}" height="${height}"><title>${from} to ${to}: ${count}</title></rect>`
  })
  const name = escapeXml(`${title}: ${headline}, ${detail}`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="170" role="img" aria-label="${name}" font-family="system-ui,sans-serif"><rect width="300" height="170" rx="8" fill="${paper}"/><g fill="${ink}"><text x="12" y="24" font-size="13">${escapeXml(title)}</text><text x="12" y="56" font-size="26" font-weight="600">${escapeXml(headline)}</text><text x="12" y="76" font-size="11">${escapeXml(detail)}</text></g><g fill="${soft}">${bars.join('')}</g></svg>`
}

export function handle({ body }: Request): Response {
  const hint = 'POST {"title": "Calls a day", "values": [2, 4, 5], "unit": "calls"}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { title, unit = '', values, dark = false } = body
  if (typeof title !== 'string' || title.trim() === '' || title.length > 60)
    return bad('"title" must be text of 1 to 60 characters', hint)
  if (typeof unit !== 'string' || unit.length > 12)
    return bad('"unit" must be text of at most 12 characters', hint)
  if (typeof dark !== 'boolean') return bad('"dark" must be true or false', hint)
  if (
    !Array.isArray(values) ||
    values.length === 0 ||
    values.length > 5000 ||
    !values.every((value) => typeof value === 'number' && Math.abs(value) <= 1e15)
  )
    return bad('"values" must be a list of 1 to 5000 numbers', hint)
  const numbers = values as number[]
  const sorted = [...numbers].sort((a, b) => a - b)
  const mean = sumOf(numbers) / numbers.length
  const deviation =
    numbers.length < 2
      ? null
      : Math.sqrt(sumOf(numbers.map((value) => (value - mean) ** 2)) / (numbers.length - 1))
  const [q1, median, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  const fence = 1.5 * (q3 - q1)
  const outliers = sorted.filter((value) => value < q1 - fence || value > q3 + fence)
  const bins = binsOf(sorted, q3 - q1)
  const trend = trendOf(numbers)
  const detail = `mean ${round(mean)}, middle half ${round(q1)} to ${round(q3)}, ${outliers.length} outlier${outliers.length === 1 ? '' : 's'}`
  return {
    body: {
      svg: draw(title, `${round(median)} ${unit}`.trim(), detail, bins, dark),
      count: numbers.length,
      mean: round(mean),
      median: round(median),
      deviation: deviation === null ? null : round(deviation),
      quartiles: [q1, median, q3].map(round),
      min: sorted[0] ?? 0,
      max: sorted.at(-1) ?? 0,
      outliers: outliers.slice(0, 20),
      trend: trend === null ? null : round(trend),
      bins,
    },
  }
}
