// Progress bars. Percentages are rounded down, so that 100 means done and nothing else.

type JsonObject = { readonly [key: string]: Json }
type Bar = {
  name: string
  done: number
  total: number
  percent: number
  secondsLeft: number | null
}

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Weighted least squares over the points; a point weighs half of the one that follows it. */
function speedOf(points: readonly (readonly [number, number])[]): number {
  const weights = points.map((_, index) => 2 ** (index - points.length + 1))
  const sum = (of: (point: readonly [number, number]) => number) =>
    points.reduce((total, point, index) => total + (weights[index] ?? 0) * of(point), 0)
  const weight = sum(() => 1)
  const [meanTime, meanDone] = [sum(([time]) => time) / weight, sum(([, done]) => done) / weight]
  const spread = sum(([time]) => (time - meanTime) ** 2)
  return spread === 0 ? 0 : sum(([time, done]) => (time - meanTime) * (done - meanDone)) / spread
}

function readHistory(value: Json | undefined, where: string): [number, number][] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > 200)
    throw new BadInput(`${where}.history must be a list of at most 200 pairs`)
  let last = Number.NEGATIVE_INFINITY
  return value.map((point) => {
    const [time, done] = Array.isArray(point) ? point : []
    if (typeof time !== 'number' || typeof done !== 'number' || time <= last)
      throw new BadInput(`${where}.history must hold [seconds, done], oldest first`)
    last = time
    return [time, done]
  })
}

function readBar(item: Json, index: number): Bar {
  const where = `bars[${index}]`
  if (!isObject(item)) throw new BadInput(`${where} must be an object`)
  const { name, done, total } = item
  if (typeof name !== 'string' || name.length > 60 || /\p{Cc}/u.test(name))
    throw new BadInput(`${where}.name must be one line of at most 60 characters`)
  if (typeof total !== 'number' || !(total > 0))
    throw new BadInput(`${where}.total must be a number above 0`)
  if (typeof done !== 'number' || !(done >= 0 && done <= total))
    throw new BadInput(`${where}.done must be from 0 to ${total}`)
  const speed = speedOf(readHistory(item.history, where))
  const secondsLeft = done === total ? 0 : speed > 0 ? Math.ceil((total - done) / speed) : null
  return { name, done, total, percent: Math.floor((100 * done) / total), secondsLeft }
}

function leftText(seconds: number | null): string {
  if (seconds === null || seconds === 0) return ''
  if (seconds < 90) return `${seconds} s left`
  return seconds < 5400
    ? `${Math.round(seconds / 60)} min left`
    : `${Math.round(seconds / 3600)} h left`
}

/** Full blocks, then one of seven parts of a block. */
function textBar({ done, total }: Bar, width: number): string {
  const eighths = Math.floor((done / total) * width * 8)
  const part = ' ▏▎▍▌▋▊▉'.charAt(eighths % 8).trim()
  return ('█'.repeat(Math.floor(eighths / 8)) + part).padEnd(width, '░')
}

function draw(bars: readonly Bar[], format: string, width: number): string {
  const longest = Math.max(...bars.map(({ name }) => [...name].length))
  if (format === 'text')
    return bars
      .map((bar) =>
        `${bar.name}${' '.repeat(longest - [...bar.name].length)} ${textBar(bar, width)} ${String(bar.percent).padStart(3)} % ${leftText(bar.secondsLeft)}`.trimEnd(),
      )
      .join('\n')
  if (format === 'html')
    return `<dl>${bars.map((bar) => `<dt>${escapeXml(bar.name)}</dt><dd><progress max="100" value="${bar.percent}">${bar.percent} %</progress> ${bar.percent} % ${leftText(bar.secondsLeft)}</dd>`).join('')}</dl>`
  const rows = bars.map(
    (bar, index) =>
      `<g transform="translate(0 ${index * 34})"><text y="12">${escapeXml(bar.name)}</text><text x="300" y="12" text-anchor="end">${bar.percent} % ${leftText(bar.secondsLeft)}</text><rect y="18" width="300" height="8" rx="4" fill="#dde1e7"/><rect y="18" width="${bar.percent * 3}" height="8" rx="4" fill="${bar.percent === 100 ? '#3c8a1d' : '#2457d6'}"/></g>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="${bars.length * 34}" role="img" aria-label="${escapeXml(bars.map((bar) => `${bar.name}: ${bar.percent} %`).join(', '))}" font-family="system-ui,sans-serif" font-size="12">${rows.join('')}</svg>`
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"format": "svg", "bars": [{"name": "Copy", "done": 25, "total": 100, "history": [[0, 5], [10, 25]]}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { format = 'svg', width = 40, bars: given } = body
    if (format !== 'svg' && format !== 'html' && format !== 'text')
      throw new BadInput('"format" must be svg, html or text')
    if (!Number.isInteger(width) || Number(width) < 10 || Number(width) > 100)
      throw new BadInput('"width" must be a whole number from 10 to 100')
    if (!Array.isArray(given) || given.length === 0 || given.length > 50)
      throw new BadInput('"bars" must be a list of 1 to 50')
    const bars = given.map(readBar)
    const [done, total] = [
      bars.reduce((sum, bar) => sum + bar.done, 0),
      bars.reduce((sum, bar) => sum + bar.total, 0),
    ]
    return {
      body: {
        drawing: draw(bars, format, Number(width)),
        percent: Math.floor((100 * done) / total),
        bars: bars.map(({ name, percent, secondsLeft }) => ({ name, percent, secondsLeft })),
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
