// Units by their defined factors. A unit is a scale and, for temperatures, an offset to the base unit
// of its kind: base = (value + offset) * scale.

type Unit = { scale: number; offset: number }
type Found = { kind: string; units: ReadonlyMap<string, Unit>; unit: Unit }

const foot = 0.3048
const pound = 453.59237
const gallon = 3.785411784

const scales: readonly (readonly [kind: string, units: { readonly [name: string]: number }])[] = [
  [
    'length',
    {
      mm: 0.001,
      cm: 0.01,
      m: 1,
      km: 1000,
      in: foot / 12,
      ft: foot,
      yd: foot * 3,
      mi: 1609.344,
      nmi: 1852,
    },
  ],
  ['mass', { mg: 0.001, g: 1, kg: 1000, t: 1e6, oz: pound / 16, lb: pound, st: pound * 14 }],
  [
    'volume',
    {
      ml: 0.001,
      cl: 0.01,
      l: 1,
      m3: 1000,
      tsp: gallon / 768,
      tbsp: gallon / 256,
      floz: gallon / 128,
      cup: gallon / 16,
      pt: gallon / 8,
      gal: gallon,
    },
  ],
  [
    'area',
    {
      m2: 1,
      a: 100,
      ha: 10_000,
      km2: 1e6,
      ft2: foot ** 2,
      ac: 43_560 * foot ** 2,
      mi2: 1609.344 ** 2,
    },
  ],
  ['speed', { 'm/s': 1, 'km/h': 1 / 3.6, mph: 0.44704, kn: 1852 / 3600, 'ft/s': foot }],
  ['time', { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400, wk: 604_800 }],
  [
    'amount of data',
    {
      bit: 0.125,
      B: 1,
      kB: 1e3,
      MB: 1e6,
      GB: 1e9,
      TB: 1e12,
      KiB: 1024,
      MiB: 1024 ** 2,
      GiB: 1024 ** 3,
      TiB: 1024 ** 4,
      Mbit: 125_000,
      Gbit: 1.25e8,
    },
  ],
  [
    'pressure',
    {
      Pa: 1,
      hPa: 100,
      kPa: 1000,
      bar: 1e5,
      atm: 101_325,
      psi: 6894.757293168361,
      mmHg: 133.322387415,
    },
  ],
  ['energy', { J: 1, kJ: 1000, cal: 4.184, kcal: 4184, Wh: 3600, kWh: 3.6e6, BTU: 1055.05585262 }],
]

const kinds = new Map<string, ReadonlyMap<string, Unit>>([
  [
    'temperature',
    new Map([
      ['K', { scale: 1, offset: 0 }],
      ['C', { scale: 1, offset: 273.15 }],
      ['F', { scale: 5 / 9, offset: 459.67 }],
    ]),
  ],
])
for (const [kind, units] of scales)
  kinds.set(
    kind,
    new Map(Object.entries(units).map(([name, scale]) => [name, { scale, offset: 0 }])),
  )

function find(name: string): Found | null {
  for (const [kind, units] of kinds) {
    const unit = units.get(name)
    if (unit) return { kind, units, unit }
  }
  return null
}

function no(error: string, hint: string): Response {
  return { status: 400, body: { error, hint } }
}

const article = (kind: string) => (/^[ae]/.test(kind) ? `an ${kind}` : `a ${kind}`)

export function handle({ query }: Request): Response {
  const { value: given = '', from = '', to, digits: wanted = '8' } = query
  const value = Number(given)
  if (given.trim() === '' || !Number.isFinite(value))
    return no('"value" must be a number', '?value=42.195&from=km&to=mi')
  const digits = Number(wanted)
  if (!Number.isInteger(digits) || digits < 1 || digits > 15)
    return no('"digits" must be a whole number from 1 to 15', '8 when left out')
  const source = find(from)
  const all = [...kinds.values()].flatMap((units) => [...units.keys()]).join(', ')
  if (!source) return no('"from" is no unit that is known here', `one of: ${all}`)
  const base = (value + source.unit.offset) * source.unit.scale
  if (source.kind === 'temperature' && base < 0)
    return no('this is below absolute zero', 'at least 0 K, -273.15 C or -459.67 F')
  const convert = ({ scale, offset }: Unit) => Number((base / scale - offset).toPrecision(digits))
  const { kind, units } = source

  if (to === undefined) {
    const results = Object.fromEntries([...units].map(([name, unit]) => [name, convert(unit)]))
    return { body: { value, from, kind, results } }
  }
  const target = find(to)
  const same = `for "${from}" use one of: ${[...units.keys()].join(', ')}`
  if (!target) return no('"to" is no unit that is known here', same)
  if (target.kind !== kind)
    return no(`"${from}" is ${article(kind)} and "${to}" ${article(target.kind)}`, same)
  return { body: { value, from, to, kind, result: convert(target.unit) } }
}
