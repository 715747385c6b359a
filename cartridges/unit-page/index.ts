// One measure in all units of its kind, as people write it: 5 ft 3 in, 2 lb 3 oz, 1 h 20 min, 38 °C. The
// page changes while one types; POST answers the same table.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { text: string; digits: number }

function step(old: State, action: { type: string; value?: string }) {
  const { type, value = '' } = action
  const state = { ...old }
  if (type === 'text') state.text = value.slice(0, 60)
  if (type === 'digits') state.digits = Number(value)

  // [kind, [unit, how much of the first unit of the kind it is, other names]]
  const kinds: [string, [string, number, string][]][] = [
    [
      'length',
      [
        ['m', 1, 'metre metres meter meters'],
        ['mm', 0.001, 'millimetres'],
        ['cm', 0.01, 'centimetres'],
        ['km', 1000, 'kilometres kilometers'],
        ['in', 0.0254, 'inch inches " ″'],
        ['ft', 0.3048, "foot feet ' ′"],
        ['yd', 0.9144, 'yard yards'],
        ['mi', 1609.344, 'mile miles'],
        ['nmi', 1852, ''],
      ],
    ],
    [
      'mass',
      [
        ['kg', 1, 'kilo kilos kilograms'],
        ['g', 0.001, 'gram grams'],
        ['mg', 1e-6, ''],
        ['t', 1000, 'tonne tonnes'],
        ['oz', 0.028349523125, 'ounce ounces'],
        ['lb', 0.45359237, 'lbs pound pounds'],
        ['st', 6.35029318, 'stone stones'],
      ],
    ],
    [
      'volume',
      [
        ['l', 1, 'litre litres liter liters'],
        ['ml', 0.001, ''],
        ['cl', 0.01, ''],
        ['m³', 1000, 'm3'],
        ['tsp', 0.00492892159375, 'teaspoon teaspoons'],
        ['tbsp', 0.01478676478125, 'tablespoon tablespoons'],
        ['cup', 0.2365882365, 'cups'],
        ['pt', 0.473176473, 'pint pints'],
        ['gal', 3.785411784, 'gallon gallons'],
      ],
    ],
    [
      'time',
      [
        ['s', 1, 'sec second seconds'],
        ['min', 60, 'minute minutes'],
        ['h', 3600, 'hr hour hours'],
        ['d', 86_400, 'day days'],
        ['wk', 604_800, 'week weeks'],
        ['a', 31_557_600, 'yr year years'],
      ],
    ],
    [
      'area',
      [
        ['m²', 1, 'm2 sqm'],
        ['ha', 10_000, 'hectare hectares'],
        ['km²', 1e6, 'km2'],
        ['ft²', 0.09290304, 'ft2 sqft'],
        ['acre', 4046.8564224, 'acres'],
        ['mi²', 2_589_988.110336, 'mi2'],
      ],
    ],
    [
      'speed',
      [
        ['m/s', 1, ''],
        ['km/h', 1 / 3.6, 'kmh kph'],
        ['mph', 0.44704, 'mi/h'],
        ['kn', 1852 / 3600, 'knot knots'],
        ['ft/s', 0.3048, ''],
      ],
    ],
    [
      'data',
      [
        ['B', 1, 'byte bytes'],
        ['kB', 1000, 'KB'],
        ['MB', 1e6, ''],
        ['GB', 1e9, ''],
        ['TB', 1e12, ''],
        ['KiB', 1024, ''],
        ['MiB', 1024 ** 2, ''],
        ['GiB', 1024 ** 3, ''],
        ['bit', 0.125, 'bits'],
        ['Mbit', 125_000, ''],
      ],
    ],
  ]
  // Degrees are not multiples of each other: [unit, kelvin at zero, kelvin a degree].
  const degrees: [string, number, number][] = [
    ['°C', 273.15, 1],
    ['°F', 273.15 - 160 / 9, 5 / 9],
    ['K', 0, 1],
  ]
  const isNamed = ([unit, , names]: [string, number, string], name: string) =>
    unit === name ||
    names.split(' ').includes(name) ||
    names.split(' ').includes(name.toLowerCase())
  const plain = (number: number) => Number(number.toPrecision(state.digits))

  function read(): { kind: string; units: { [unit: string]: number } } | string {
    const found = [
      ...state.text.trim().matchAll(/(-?\d{1,15}(?:[.,]\d{1,15})?)\s*([^\d\s.,-]{1,14})\s*/g),
    ]
    const parts = found.map(([, number = '', unit = '']) => {
      return { number: Number(number.replace(',', '.')), unit }
    })
    const [first] = parts
    if (!first || found.map(([part]) => part).join('') !== state.text.trim())
      return 'write a number and a unit, like 5 ft 3 in'
    const bare = first.unit.replace(/^°/, '')
    const degree = degrees.find(([unit]) => unit.endsWith(bare) && /^[CFK]$/.test(bare))
    if (degree) {
      const [, zero, size] = degree
      const kelvin = zero + first.number * size
      if (parts.length > 1) return 'a temperature has one number'
      if (kelvin < -1e-9) return 'nothing is colder than absolute zero'
      const all = degrees.map(([unit, at, per]) => [
        unit,
        plain(Math.round(((kelvin - at) / per) * 1e9) / 1e9),
      ])
      return { kind: 'temperature', units: Object.fromEntries(all) }
    }
    const table = kinds.find(([, units]) => units.some((unit) => isNamed(unit, first.unit)))
    if (!table) return `"${first.unit}" is no unit that is known here`
    const [kind, units] = table
    let sum = 0
    let last = Infinity
    for (const { number, unit } of parts) {
      const size = units.find((each) => isNamed(each, unit))?.[1]
      if (size === undefined) return `"${unit}" is no ${kind}`
      if (size >= last) return 'the parts must go from the largest unit to the smallest'
      if (number < 0) return 'a measure cannot be negative'
      sum += number * size
      last = size
    }
    return {
      kind,
      units: Object.fromEntries(units.map(([unit, size]) => [unit, plain(sum / size)])),
    }
  }

  const result = read()
  const rows = typeof result === 'string' ? [] : Object.entries(result.units)
  const view: View = [
    'div',
    { class: 'stack' },
    ['label', {}, 'Measure', ['input', { value: state.text, on: { input: { type: 'text' } } }]],
    [
      'label',
      {},
      'Digits',
      [
        'select',
        { value: String(state.digits), on: { input: { type: 'digits' } } },
        ...['3', '6', '10'].map((digits): View => ['option', { value: digits }, digits]),
      ],
    ],
    ['p', { role: 'status' }, typeof result === 'string' ? result : `A ${result.kind}`],
    [
      'table',
      {},
      [
        'tbody',
        {},
        ...rows.map(
          ([unit, number]): View => [
            'tr',
            {},
            ['th', { scope: 'row' }, unit],
            ['td', {}, String(number)],
          ],
        ),
      ],
    ],
  ]
  return { state, view, result }
}

const refusal = (error: string): Response => {
  const hint = 'POST {"measure": "5 ft 3 in", "digits": 6} or GET ?measure=2 lb 3 oz'
  return { status: 400, body: { error, hint } }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const isPage = method === 'GET'
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const text = isPage ? (query.measure ?? '5 ft 3 in') : fields.measure
  const digits = isPage ? 6 : (fields.digits ?? 6)
  if (typeof text !== 'string' || text.length > 60)
    return refusal('"measure" must be text of at most 60 characters')
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 1 || digits > 15)
    return refusal('"digits" must be a whole number from 1 to 15')
  const { state, result } = step({ text, digits }, { type: 'start' })
  if (typeof result === 'string') return refusal(result)
  if (!isPage) return { body: result }
  const setup = { title: 'Units', lead: 'One measure in all units of its kind.', state }
  const made = await call('app-page', { method: 'POST', body: { ...setup, step: String(step) } })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
}
