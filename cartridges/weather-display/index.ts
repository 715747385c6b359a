// A forecast as one looks at it: a chart of temperature, rain, clouds and wind, and a few words. The curve
// is monotone between the hours given, so that it never shows a maximum that nobody forecast.

type Hour = {
  ms: number
  at: string
  c: number
  rain: number
  wind: number
  from: number | null
  cloud: number | null
}
type Forecast = { place: string; hours: Hour[]; dark: boolean }

class Unfit extends Error {}

const [width, height] = [720, 300]
const [left, right, top, bottom] = [44, 700, 64, 250]
const hourMs = 3_600_000
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
const tenth = (value: number) => Math.round(value * 10) / 10

function numberAt(value: Json | undefined, where: string, least: number, most: number): number {
  if (typeof value !== 'number' || value < least || value > most)
    throw new Unfit(`${where} must be a number from ${least} to ${most}`)
  return value
}

function hourOf(value: Json, index: number, before: number): Hour {
  const where = `hours[${index}]`
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unfit(`${where} must be {at, c, rain, wind, from, cloud}`)
  const { at, rain = 0, wind = 0, from = null, cloud = null } = value
  const isShaped = typeof at === 'string' && /^20\d\d-\d\d-\d\dT\d\d:\d\d$/.test(at)
  const ms = isShaped ? Date.parse(`${at}:00Z`) : Number.NaN
  if (!isShaped || Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 16) !== at)
    throw new Unfit(`${where}.at must be a local time like 2026-11-21T06:00`)
  if (ms <= before) throw new Unfit(`${where}.at must be later than the one before`)
  return {
    ms,
    at,
    c: numberAt(value.c, `${where}.c`, -90, 60),
    rain: numberAt(rain, `${where}.rain`, 0, 200),
    wind: numberAt(wind, `${where}.wind`, 0, 110),
    from: from === null ? null : numberAt(from, `${where}.from`, 0, 360),
    cloud: cloud === null ? null : numberAt(cloud, `${where}.cloud`, 0, 100),
  }
}

function forecastOf(body: Json): Forecast {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Unfit('the body must be a JSON object')
  const { place, hours: given, dark = false } = body
  if (typeof place !== 'string' || place.trim() === '' || place.length > 60)
    throw new Unfit('"place" must be text of 1 to 60 characters')
  if (typeof dark !== 'boolean') throw new Unfit('"dark" must be true or false')
  if (!Array.isArray(given) || given.length < 2 || given.length > 120)
    throw new Unfit('"hours" must be a list of 2 to 120')
  const hours: Hour[] = []
  for (const [index, value] of given.entries())
    hours.push(hourOf(value, index, hours.at(-1)?.ms ?? 0))
  const [first, last] = [hours[0], hours.at(-1)]
  if (first && last && last.ms - first.ms > 7 * 24 * hourMs)
    throw new Unfit('"hours" must lie within seven days')
  return { place: place.trim(), hours, dark }
}

/** Tangents after Fritsch and Carlson: flat at every turn, and never steeper than keeps it monotone. */
function tangentsOf(x: readonly number[], y: readonly number[]): number[] {
  const at = (list: readonly number[], i: number) => list[i] ?? 0
  const slopes = x.slice(1).map((next, i) => (at(y, i + 1) - at(y, i)) / (next - at(x, i)))
  return x.map((_, i) => {
    if (i === 0) return at(slopes, 0)
    if (i === x.length - 1) return at(slopes, i - 1)
    const [a, b] = [at(slopes, i - 1), at(slopes, i)]
    if (a * b <= 0) return 0
    const mean = (a + b) / 2
    return Math.sign(mean) * Math.min(Math.abs(mean), 3 * Math.abs(a), 3 * Math.abs(b))
  })
}

function curve(x: readonly number[], y: readonly number[]): string {
  const slope = tangentsOf(x, y)
  const parts = x.map((to, i) => {
    const end = `${tenth(to)} ${tenth(y[i] ?? 0)}`
    if (i === 0) return `M${end}`
    const from = x[i - 1] ?? 0
    const third = (to - from) / 3
    const first = `${tenth(from + third)} ${tenth((y[i - 1] ?? 0) + third * (slope[i - 1] ?? 0))}`
    const second = `${tenth(to - third)} ${tenth((y[i] ?? 0) - third * (slope[i] ?? 0))}`
    return `C${first} ${second} ${end}`
  })
  return parts.join('')
}

function chart({ place, hours, dark }: Forecast): string {
  const [start, end] = [hours[0]?.ms ?? 0, hours.at(-1)?.ms ?? 1]
  const xOf = (ms: number) => left + ((ms - start) / (end - start)) * (right - left)
  const degrees = hours.map(({ c }) => c)
  const span = Math.max(...degrees) - Math.min(...degrees)
  const step = [1, 2, 5, 10, 20].find((size) => span / size <= 5) ?? 50
  const low = Math.floor(Math.min(...degrees) / step) * step
  const high = Math.max(low + step, Math.ceil(Math.max(...degrees) / step) * step)
  const yOf = (c: number) => bottom - ((c - low) / (high - low)) * (bottom - top)
  const [paper, ink, grid] = dark
    ? ['#14181f', '#dfe5ee', '#323a47']
    : ['#ffffff', '#1c222b', '#d9dee6']

  const lines: string[] = []
  for (let c = low; c <= high; c += step)
    lines.push(
      `<path d="M${left} ${tenth(yOf(c))}H${right}" stroke="${grid}"/><text x="${left - 6}" y="${tenth(yOf(c) + 4)}" text-anchor="end">${c}°</text>`,
    )
  for (let ms = Math.ceil(start / (6 * hourMs)) * 6 * hourMs; ms <= end; ms += 6 * hourMs) {
    const [x, date] = [tenth(xOf(ms)), new Date(ms)]
    const isMidnight = date.getUTCHours() === 0
    const label = isMidnight
      ? `${weekdays[date.getUTCDay()]} ${date.getUTCDate()}`
      : `${date.getUTCHours()}:00`
    // Many days leave no room for every sixth hour.
    if (isMidnight || end - start <= 72 * hourMs)
      lines.push(
        `<path d="M${x} ${top}V${bottom}" stroke="${grid}"${isMidnight ? '' : ' stroke-dasharray="2 4"'}/><text x="${x}" y="${bottom + 18}" text-anchor="middle">${label}</text>`,
      )
  }
  const cell = (i: number) => {
    const from = xOf(hours[i]?.ms ?? 0)
    const to = i + 1 < hours.length ? xOf(hours[i + 1]?.ms ?? 0) : right
    return { x: tenth(from), size: tenth(Math.max(0, to - from)) }
  }
  const wettest = Math.max(2, ...hours.map(({ rain }) => rain))
  const bars = hours.map(({ rain, at }, i) => {
    const [{ x, size }, tall] = [cell(i), tenth((rain / wettest) * 60)]
    if (rain === 0) return ''
    return `<rect x="${x}" y="${tenth(bottom - tall)}" width="${Math.max(1, size - 1)}" height="${tall}"><title>${at.slice(11)}: ${rain} mm</title></rect>`
  })
  const clouds = hours.map(({ cloud }, i) => {
    const { x, size } = cell(i)
    return cloud === null
      ? ''
      : `<rect x="${x}" y="40" width="${size}" height="10" fill-opacity="${tenth(cloud / 100)}"/>`
  })
  const every = Math.ceil(hours.length / 16)
  const arrows = hours.map(({ ms, wind, from }, i) =>
    from === null || i % every > 0
      ? ''
      : `<path transform="translate(${tenth(xOf(ms))} 284) rotate(${Math.round(from)})" d="M0-7V7M-3 3L0 7L3 3" stroke-width="${tenth(1 + Math.min(2, wind / 10))}"><title>${wind} m/s</title></path>`,
  )
  const path = curve(
    hours.map(({ ms }) => xOf(ms)),
    degrees.map(yOf),
  )
  const words = [tenth(Math.min(...degrees)), tenth(Math.max(...degrees))].join('° to ')
  const label = escapeXml(`${place}: ${words}°`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" font-family="system-ui,sans-serif" font-size="11"><rect width="${width}" height="${height}" rx="10" fill="${paper}"/><text x="${left}" y="26" font-size="16" font-weight="600" fill="${ink}">${label}</text><g fill="#8a97a8">${clouds.join('')}</g><g fill="${ink}">${lines.join('')}</g><g fill="#3d8bd9" fill-opacity="0.7">${bars.join('')}</g><path d="${path}" fill="none" stroke="#d9512c" stroke-width="2.5"/><g fill="none" stroke="${ink}">${arrows.join('')}</g></svg>`
}

function adviceFor(hours: readonly Hour[], total: number): string[] {
  const lowest = Math.min(...hours.map(({ c }) => c))
  const strongest = Math.max(...hours.map(({ wind }) => wind))
  const says: [boolean, string][] = [
    [hours.some(({ c, rain }) => c <= 1 && rain > 0), 'roads may be icy'],
    [lowest <= 0, 'frost: bring plants in'],
    [hours.some(({ c }) => c >= 30), 'heat: drink and stay in the shade'],
    [strongest >= 17, 'storm: stay away from trees'],
    [strongest >= 10 && strongest < 17, 'windy: tie down what is loose'],
    [total >= 0.5, strongest >= 10 ? 'wear a rain coat' : 'take an umbrella'],
  ]
  return says.filter(([holds]) => holds).map(([, text]) => text)
}

/** The longest run of dry and calm hours between seven and nine in the evening, on one day. */
function outside(hours: readonly Hour[]): Json {
  let best: Hour[] = []
  let run: Hour[] = []
  for (const hour of hours) {
    const clock = Number(hour.at.slice(11, 13))
    const isFine = hour.rain < 0.1 && hour.wind < 10 && clock >= 7 && clock < 21
    const isSameDay = run[0]?.at.slice(0, 10) === hour.at.slice(0, 10)
    run = isFine ? (isSameDay ? [...run, hour] : [hour]) : []
    if (run.length > best.length) best = run
  }
  const [first, last] = [best[0], best.at(-1)]
  return first && last && first !== last ? { from: first.at, to: last.at } : null
}

function words({ place, hours }: Forecast): Json {
  const ordered = [...hours].sort((a, b) => a.c - b.c)
  const total = tenth(hours.reduce((sum, { rain }) => sum + rain, 0))
  const days = [...new Set(hours.map(({ at }) => at.slice(0, 10)))].map((day) => {
    const own = hours.filter(({ at }) => at.startsWith(day))
    const degrees = own.map(({ c }) => c)
    const rain = tenth(own.reduce((sum, hour) => sum + hour.rain, 0))
    const seen = own.flatMap(({ cloud }) => (cloud === null ? [] : [cloud]))
    const cover = seen.reduce((sum, cloud) => sum + cloud, 0) / seen.length
    const sky = rain >= 1 ? 'rain' : rain > 0 ? 'some rain' : 'dry'
    const light =
      seen.length === 0 ? '' : cover < 30 ? ', sunny' : cover < 70 ? ', clouds' : ', grey'
    return { day, low: Math.min(...degrees), high: Math.max(...degrees), rain, sky: sky + light }
  })
  const [coldest, warmest] = [ordered[0], ordered.at(-1)]
  return {
    place,
    low: { c: coldest?.c ?? 0, at: coldest?.at ?? '' },
    high: { c: warmest?.c ?? 0, at: warmest?.at ?? '' },
    rain: total,
    wind: Math.max(...hours.map(({ wind }) => wind)),
    days,
    outside: outside(hours),
    advice: adviceFor(hours, total),
  }
}

export function handle({ path, body }: Request): Response {
  try {
    if (path === '/words') return { body: words(forecastOf(body)) }
    if (path !== '/') throw new Unfit('the path must be / for the chart or /words')
    return { headers: { 'content-type': 'image/svg+xml' }, body: chart(forecastOf(body)) }
  } catch (error) {
    if (!(error instanceof Unfit)) throw error
    const hint =
      'POST / or /words {"place": "Bergen", "hours": [{"at": "2026-11-21T06:00", "c": 4.5, "rain": 0.2, "wind": 6, "from": 240, "cloud": 80}, {"at": "2026-11-21T07:00", "c": 5}]}'
    return { status: 400, body: { error: error.message, hint } }
  }
}
