// Temperatures between five scales, with absolute zero as the floor. A page on GET, JSON on POST.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { text: string; from: string }

function step(old: State, action: { type: string; value?: string }) {
  const { type, value = '' } = action
  const state = { ...old }
  if (type === 'text') state.text = value.slice(0, 20)
  if (type === 'from') state.from = value
  /** Name, degrees to a kelvin, and absolute zero on the scale; Delisle's degrees run downwards. */
  const scales: [string, number, number][] = [
    ['celsius', 1, -273.15],
    ['fahrenheit', 1.8, -459.67],
    ['kelvin', 1, 0],
    ['rankine', 1.8, 0],
    ['delisle', -1.5, 559.725],
  ]
  const source = scales.find(([name]) => name === state.from)
  const given = /^[+-]?\d+([.,]\d+)?$/.test(state.text.trim())
    ? Number(state.text.trim().replace(',', '.'))
    : Number.NaN
  const kelvin = source ? Math.round(((given - source[2]) / source[1]) * 1e9) / 1e9 : Number.NaN
  const isReal = kelvin >= 0 && kelvin <= 1e9
  const result = isReal
    ? Object.fromEntries(
        // Adding 0 makes an ordinary zero of a negative one.
        scales.map(([name, size, zero]) => [
          name,
          Math.round((kelvin * size + zero) * 1e4) / 1e4 + 0,
        ]),
      )
    : null
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Temperature',
      ['input', { inputmode: 'text', value: state.text, on: { input: { type: 'text' } } }],
    ],
    [
      'label',
      {},
      'Scale',
      [
        'select',
        { value: state.from, on: { input: { type: 'from' } } },
        ...scales.map(([name]): View => ['option', { value: name }, name]),
      ],
    ],
    [
      'div',
      { class: 'card', role: 'status' },
      ...(result
        ? Object.entries(result).map(([name, degrees]): View => ['div', {}, `${degrees} ${name}`])
        : [Number.isNaN(given) ? 'Write a number.' : 'Nothing is colder than absolute zero.']),
    ],
  ]
  return { state, view, result }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const bad = (error: string): Response => ({
    status: 400,
    body: {
      error,
      hint: 'POST {"value": 21.5, "from": "celsius"}; celsius, fahrenheit, kelvin, rankine or delisle',
    },
  })
  const input: Json = method === 'GET' ? { value: 20, from: query.from ?? 'celsius' } : body
  if (typeof input !== 'object' || input === null || !('value' in input))
    return bad('no "value" was given')
  const { value, from = 'celsius' } = input
  if (typeof value !== 'number' || Math.abs(value) > 1e9) return bad('"value" must be a number')
  if (typeof from !== 'string') return bad('"from" must name a scale')
  const state: State = { text: value.toFixed(4), from }
  const { result } = step(state, { type: 'start' })
  if (result === null) return bad('this scale is not known, or this is below its absolute zero')
  if (method === 'POST') return { body: result }
  const made = await call('app-page', {
    method: 'POST',
    body: { title: 'Temperatures', step: String(step), state: { text: '20', from } },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
}
