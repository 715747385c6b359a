// Body mass index for adults (WHO classes): a live page on GET, the same sums as JSON on POST. What is
// typed into the page never leaves it.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { weight: string; height: string; units: string }
type Result = { bmi: number; category: string; healthy: [number, number] } | null

function step(old: State, action: { type: string; value?: string }) {
  const state = { ...old }
  const { type, value = '' } = action
  if (type === 'weight') state.weight = value.slice(0, 8)
  if (type === 'height') state.height = value.slice(0, 8)
  if (type === 'units' && value !== old.units) {
    // The same body in other units, so that changing units does not change the answer.
    const toUs = value === 'us'
    const convert = (text: string, factor: number) =>
      Number(text) > 0 ? String(Math.round(Number(text) * factor * 10) / 10) : text
    state.units = toUs ? 'us' : 'metric'
    state.weight = convert(old.weight, toUs ? 1 / 0.45359237 : 0.45359237)
    state.height = convert(old.height, toUs ? 1 / 2.54 : 2.54)
  }
  const isUs = state.units === 'us'
  const kilograms = Number(state.weight) * (isUs ? 0.45359237 : 1)
  const metres = (Number(state.height) * (isUs ? 2.54 : 1)) / 100
  const isSane = kilograms >= 20 && kilograms <= 500 && metres >= 1 && metres <= 2.6
  const bmi = Math.round((kilograms / metres ** 2) * 10) / 10
  const classes: [number, string][] = [
    [18.5, 'underweight'],
    [25, 'normal'],
    [30, 'overweight'],
    [35, 'obesity class I'],
    [40, 'obesity class II'],
  ]
  const category = classes.find(([below]) => bmi < below)?.[1] ?? 'obesity class III'
  const weightAt = (index: number) =>
    Math.round(((index * metres ** 2) / (isUs ? 0.45359237 : 1)) * 10) / 10
  const result: Result = isSane
    ? { bmi, category, healthy: [weightAt(18.5), weightAt(24.9)] }
    : null

  const field = (name: 'weight' | 'height', unit: string): View => [
    'label',
    {},
    `${name === 'weight' ? 'Weight' : 'Height'} (${unit})`,
    [
      'input',
      { type: 'number', inputmode: 'decimal', value: state[name], on: { input: { type: name } } },
    ],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Units',
      [
        'select',
        { value: state.units, on: { input: { type: 'units' } } },
        ['option', { value: 'metric' }, 'kilograms and centimetres'],
        ['option', { value: 'us' }, 'pounds and inches'],
      ],
    ],
    field('weight', isUs ? 'lb' : 'kg'),
    field('height', isUs ? 'in' : 'cm'),
    [
      'div',
      { class: 'card', role: 'status' },
      ['div', { class: 'big' }, result ? result.bmi.toFixed(1) : '–'],
      result
        ? `${result.category}; normal at this height: ${result.healthy.join(' to ')} ${isUs ? 'lb' : 'kg'}`
        : 'Fill in an adult weight and height.',
    ],
  ]
  return { state, view, result }
}

const refuse = (error: string): Response => ({
  status: 400,
  body: {
    error,
    hint: 'POST {"weight": 70, "height": 175} in kg and cm, or with "units": "us" in pounds and inches',
  },
})

export async function handle({ method, body, query }: Request): Promise<Response> {
  if (method === 'POST') {
    if (typeof body !== 'object' || body === null || !('weight' in body))
      return refuse('the body must be an object with "weight" and "height"')
    const { weight, height, units = 'metric' } = body
    if (units !== 'metric' && units !== 'us') return refuse('"units" must be "metric" or "us"')
    if (typeof weight !== 'number' || typeof height !== 'number')
      return refuse('"weight" and "height" must be numbers')
    const { result } = step(
      { weight: String(weight), height: String(height), units },
      { type: 'start' },
    )
    return result ? { body: result } : refuse('these are not the weight and height of an adult')
  }
  const { units = 'metric' } = query
  if (units !== 'metric' && units !== 'us') return refuse('"units" must be "metric" or "us"')
  const html = await call('app-page', {
    method: 'POST',
    body: {
      title: 'BMI calculator',
      lead: 'For adults; a number to talk about, not a diagnosis.',
      step: String(step),
      state: { weight: '', height: '', units },
    },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html.body }
}
