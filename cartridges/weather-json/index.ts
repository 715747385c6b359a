// METAR to JSON, in metric units. What is not understood is handed back instead of being dropped.

type JsonObject = { readonly [key: string]: Json }
type Cloud = { cover: string; baseM: number | null; kind: string | null }

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const covers: { readonly [code: string]: string } = {
  FEW: 'few',
  SCT: 'scattered',
  BKN: 'broken',
  OVC: 'overcast',
  VV: 'sky obscured',
}
const intensities: { readonly [code: string]: string } = {
  '-': 'light ',
  '+': 'heavy ',
  VC: 'nearby ',
}
const descriptors: { readonly [code: string]: string } = {
  MI: 'shallow ',
  PR: 'partial ',
  BC: 'patches of ',
  DR: 'drifting ',
  BL: 'blowing ',
  SH: 'showers of ',
  TS: 'thunderstorm with ',
  FZ: 'freezing ',
}
const phenomena: { readonly [code: string]: string } = {
  DZ: 'drizzle',
  RA: 'rain',
  SN: 'snow',
  SG: 'snow grains',
  IC: 'ice crystals',
  PL: 'ice pellets',
  GR: 'hail',
  GS: 'small hail',
  UP: 'unknown precipitation',
  BR: 'mist',
  FG: 'fog',
  FU: 'smoke',
  VA: 'volcanic ash',
  DU: 'dust',
  SA: 'sand',
  HZ: 'haze',
  PO: 'dust whirls',
  SQ: 'squalls',
  FC: 'funnel cloud',
  SS: 'sandstorm',
  DS: 'duststorm',
}

function weatherOf(part: string): string | null {
  const [, intensity = '', descriptor = '', rest = ''] =
    /^([-+]|VC)?(MI|PR|BC|DR|BL|SH|TS|FZ)?((?:[A-Z]{2}){0,3})$/.exec(part) ?? []
  const codes = rest.match(/../g) ?? []
  const names = codes.map((code) => (Object.hasOwn(phenomena, code) ? phenomena[code] : undefined))
  if (names.some((name) => name === undefined) || (codes.length === 0 && descriptor === ''))
    return null
  const words = names.length > 0 ? names.join(' and ') : ''
  const lead = descriptors[descriptor] ?? ''
  return `${intensities[intensity] ?? ''}${words === '' ? lead.replace(/ (with|of) $/, '').trim() : lead}${words}`
}

const toMs = { KT: 0.514444, MPS: 1, KMH: 1 / 3.6 } as const

function windOf(part: string) {
  const [, direction = '', speed, gust, unit] =
    /^(\d{3}|VRB)(\d{2,3})(?:G(\d{2,3}))?(KT|MPS|KMH)$/.exec(part) ?? []
  if (speed === undefined || unit === undefined) return null
  const factor = toMs[unit as keyof typeof toMs]
  const metres = (value: string) => Math.round(Number(value) * factor * 10) / 10
  return {
    degrees: direction === 'VRB' ? null : Number(direction) % 360,
    speedMs: metres(speed),
    gustMs: gust === undefined ? null : metres(gust),
  }
}

function visibilityOf(part: string): number | null {
  if (/^\d{4}$/.test(part)) return part === '9999' ? 10_000 : Number(part)
  const [, less, whole = '0', top, bottom] =
    /^(M|P)?(?:(\d{1,2})(?: |(?=SM)))?(?:(\d)\/(\d{1,2}))?SM$/.exec(part) ?? []
  if (
    !/SM$/.test(part) ||
    (whole === '0' && top === undefined && less === undefined && !part.startsWith('0'))
  )
    return null
  return Math.round((Number(whole) + (top && bottom ? Number(top) / Number(bottom) : 0)) * 1609.344)
}

const celsius = (text: string) => (text.startsWith('M') ? -Number(text.slice(1)) : Number(text))

/** Relative humidity by Magnus. */
const humidityOf = (temperature: number, dew: number) =>
  Math.min(
    100,
    Math.round(
      100 *
        Math.exp((17.625 * dew) / (243.04 + dew) - (17.625 * temperature) / (243.04 + temperature)),
    ),
  )

/** Wind chill below 10 degrees, Australian apparent temperature above 26; what it is in between. */
function feelsLike(temperature: number, humidity: number | null, speedMs: number): number {
  const kmh = speedMs * 3.6
  if (temperature <= 10 && kmh > 4.8)
    return Math.round(
      13.12 + 0.6215 * temperature - 11.37 * kmh ** 0.16 + 0.3965 * temperature * kmh ** 0.16,
    )
  if (temperature < 26 || humidity === null) return temperature
  const vapour = (humidity / 100) * 6.105 * Math.exp((17.27 * temperature) / (237.7 + temperature))
  return Math.round(temperature + 0.33 * vapour - 0.7 * speedMs - 4)
}

/** By the lower of ceiling and visibility, as pilots in the United States sort it. */
function categoryOf(clouds: readonly Cloud[], visibility: number | null): string | null {
  if (visibility === null) return null
  const ceilings = clouds
    .filter(({ cover }) => /broken|overcast|obscured/.test(cover))
    .map(({ baseM }) => (baseM ?? 0) / 0.3048)
  const [ceiling, miles] = [Math.min(Number.POSITIVE_INFINITY, ...ceilings), visibility / 1609.344]
  if (ceiling < 495 || miles < 1) return 'LIFR'
  if (ceiling < 995 || miles < 3) return 'IFR'
  return ceiling <= 3005 || miles <= 5 ? 'MVFR' : 'VFR'
}

export function handle({ body, query }: Request): Response {
  const hint = '?metar=EDDB 201950Z 24012G25KT 9999 -RA BKN012 07/05 Q1008'
  const metar = isObject(body) ? body.metar : (query.metar ?? body)
  if (typeof metar !== 'string' || metar.length > 400)
    return bad('"metar" must be text of at most 400 characters', hint)
  const report = metar
    .toUpperCase()
    .trim()
    .replace(/^(METAR|SPECI)\s+/, '')
    .replace(/\s*(RMK|TEMPO|BECMG|NOSIG|=)[\s\S]*$/, '')
  // "1 1/2SM" is one visibility in two parts.
  const [station = '', time = '', ...rest] = report
    .replace(/ (\d) (\d\/\dSM)\b/, ' $1_$2')
    .split(/\s+/)
  const [, day, hour, minute] = /^(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)Z$/.exec(time) ?? []
  if (!/^[A-Z][A-Z0-9]{3}$/.test(station) || day === undefined)
    return bad('this is no METAR: it begins with a station and a time', hint)

  let wind: ReturnType<typeof windOf> = null
  let visibility: number | null = null
  let temperature: number | null = null
  let dew: number | null = null
  let pressure: number | null = null
  const weather: string[] = []
  const clouds: Cloud[] = []
  const unknown: string[] = []
  for (const part of rest) {
    const [, warm, cold] = /^(M?\d\d)\/(M?\d\d)?$/.exec(part) ?? []
    const [, scale, height] = /^([QA])(\d{4})$/.exec(part) ?? []
    const [, cover, base, kind] = /^(FEW|SCT|BKN|OVC|VV)(\d{3}|\/\/\/)(CB|TCU)?$/.exec(part) ?? []
    const seen = visibilityOf(part.replace('_', ' '))
    const words = weatherOf(part)
    if (part === 'CAVOK') visibility = 10_000
    else if (windOf(part)) wind = windOf(part)
    else if (warm !== undefined) {
      temperature = celsius(warm)
      dew = cold === undefined ? null : celsius(cold)
    } else if (scale !== undefined)
      pressure = scale === 'Q' ? Number(height) : Math.round((Number(height) / 100) * 33.8639)
    else if (cover !== undefined)
      clouds.push({
        cover: covers[cover] ?? '',
        baseM: base === '///' ? null : Math.round(Number(base) * 30.48),
        kind: kind ?? null,
      })
    else if (seen !== null) visibility ??= seen
    else if (words !== null) weather.push(words)
    else if (!/^(AUTO|COR|NSC|NCD|SKC|CLR|NSW|\d{3}V\d{3}|R\d\d.*)$/.test(part)) unknown.push(part)
  }
  const humidity = temperature === null || dew === null ? null : humidityOf(temperature, dew)
  return {
    body: {
      station,
      day: Number(day),
      time: `${hour}:${minute}Z`,
      wind,
      visibilityM: visibility,
      weather,
      clouds,
      temperatureC: temperature,
      dewPointC: dew,
      humidity,
      feelsLikeC:
        temperature === null ? null : feelsLike(temperature, humidity, wind?.speedMs ?? 0),
      pressureHpa: pressure,
      category: categoryOf(clouds, visibility),
      unknown,
    },
  }
}
