// Tip and fair shares of a bill in whole cents: the shares add up to the total, and whoever comes first
// pays the cents that do not divide. A page on GET, JSON on POST.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { bill: string; percent: string; people: string; rounding: string }
type Result = { tip: string; total: string; shares: string[] } | { error: string }

function step(old: State, action: { type: string; value?: string }) {
  const { type, value = '' } = action
  const isField = ['bill', 'percent', 'people', 'rounding'].includes(type)
  const state: State = isField ? { ...old, [type]: value.trim().slice(0, 12) } : old

  const show = (cents: number) =>
    `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
  /** Text with at most two decimals in hundredths; null for anything else. */
  const hundredths = (text: string) => {
    const [, whole, part = ''] = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text) ?? []
    return whole === undefined ? null : Number(whole + part.padEnd(2, '0'))
  }
  const split = (): Result => {
    const bill = hundredths(state.bill)
    const percent = hundredths(state.percent)
    const people = /^\d{1,2}$/.test(state.people) ? Number(state.people) : 0
    if (bill === null || bill === 0) return { error: 'the bill must be an amount like 48.50' }
    if (percent === null || percent > 10_000) return { error: 'the tip must be from 0 to 100 %' }
    if (people < 1 || people > 50) return { error: 'there must be 1 to 50 people' }
    let total = bill + Math.floor((bill * percent + 5000) / 10_000)
    if (state.rounding === 'total') total = Math.ceil(total / 100) * 100
    const share = Math.floor(total / people)
    const shares = Array.from({ length: people }, (_, i) => share + (i < total % people ? 1 : 0))
    return { tip: show(total - bill), total: show(total), shares: shares.map(show) }
  }

  const result = split()
  const field = (name: 'bill' | 'percent' | 'people', label: string): View => [
    'label',
    {},
    label,
    ['input', { inputmode: 'decimal', value: state[name], on: { input: { type: name } } }],
  ]
  const choice = (percent: string): View => [
    'button',
    {
      'aria-pressed': String(state.percent === percent),
      on: { click: { type: 'percent', value: percent } },
      value: percent,
    },
    `${percent} %`,
  ]
  const answer: readonly View[] =
    'error' in result
      ? [result.error]
      : [
          ['div', {}, `Tip ${result.tip}, together ${result.total}`],
          ['div', { class: 'big' }, result.shares[0] ?? ''],
          result.shares[0] === result.shares.at(-1)
            ? 'from everybody'
            : `from the first ${result.shares.lastIndexOf(result.shares[0] ?? '') + 1}, ${result.shares.at(-1)} from the others`,
        ]
  const view: View = [
    'div',
    { class: 'stack' },
    field('bill', 'Bill'),
    [
      'div',
      { class: 'row', role: 'group', 'aria-label': 'Usual tips' },
      ...['10', '15', '20'].map(choice),
    ],
    field('percent', 'Tip in per cent'),
    field('people', 'People'),
    [
      'label',
      {},
      'Round up',
      [
        'select',
        { value: state.rounding, on: { input: { type: 'rounding' } } },
        ['option', { value: 'none' }, 'nothing'],
        ['option', { value: 'total' }, 'the total to a whole amount'],
      ],
    ],
    ['div', { class: 'card', role: 'status' }, ...answer],
  ]
  return { state, view, result }
}

const refuse = (error: string): Response => ({
  status: 400,
  body: { error, hint: 'POST {"bill": "48.50", "percent": "15", "people": 3, "rounding": "none"}' },
})

export async function handle({ method, body, query }: Request): Promise<Response> {
  if (method === 'GET') {
    const { percent = '15', people = '2' } = query
    const state = { bill: '', percent, people, rounding: 'none' }
    const { result } = step({ ...state, bill: '1' }, { type: 'start' })
    if ('error' in result) return refuse(result.error)
    const made = await call('app-page', {
      method: 'POST',
      body: { title: 'Tip calculator', step: String(step), state },
    })
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object')
  const { bill, percent = '15', people = 1, rounding = 'none' } = body as { [name: string]: Json }
  if (rounding !== 'none' && rounding !== 'total')
    return refuse('"rounding" must be "none" or "total"')
  const texts = { bill: String(bill), percent: String(percent), people: String(people), rounding }
  const { result } = step(texts, { type: 'start' })
  return 'error' in result ? refuse(result.error) : { body: result }
}
