// Tally counters side by side: every tap is kept, so that any of them can be undone and a list of taps
// can be counted again. A page on GET; POST counts a list of taps the same way.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { names: string[]; taps: number[]; draft: string }
type Action = { type: string; index?: number; value?: string; key?: string }

/** A tap is the number of a counter from 1, below zero when it takes one away. */
function step(old: State, { type, index = 0, value = '', key = '' }: Action) {
  const { names, taps } = old
  const state = { ...old }
  const countOf = (at: number) =>
    state.taps.reduce((sum, tap) => sum + (Math.abs(tap) === at ? Math.sign(tap) : 0), 0)
  const digit = /^[1-9]$/.test(key) ? Number(key) : 0
  const tap = type === 'tap' ? index : digit
  const isKnown = Number.isInteger(tap) && tap !== 0 && Math.abs(tap) <= names.length
  // A count of things never goes below none.
  if (isKnown && (tap > 0 || countOf(-tap) > 0)) state.taps = [...taps, tap]
  if (type === 'undo' || key === 'Backspace') state.taps = taps.slice(0, -1)
  if (type === 'clear') state.taps = []
  if (type === 'draft') state.draft = value.slice(0, 30)
  const named = state.draft.trim()
  if (type === 'add' && named !== '' && names.length < 9 && !names.includes(named)) {
    state.names = [...names, named]
    state.draft = ''
  }

  const counts = state.names.map((name, at) => ({ name, count: countOf(at + 1) }))
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  const most = Math.max(...counts.map(({ count }) => count))
  const leaders = counts.filter(({ count }) => count === most && most > 0)
  const result = {
    total,
    leader: leaders.length === 1 ? (leaders[0]?.name ?? null) : null,
    counts: counts.map(({ name, count }) => {
      return { name, count, percent: total === 0 ? 0 : Math.round((1000 * count) / total) / 10 }
    }),
    isWhole: state.taps.length > taps.length,
  }
  const card = ({ name, count, percent }: (typeof result.counts)[number], at: number): View => [
    'section',
    { class: 'card', 'aria-label': name },
    ['strong', {}, `${at + 1}. ${name}`],
    ['div', { class: 'big', role: 'status' }, String(count)],
    ['span', { class: 'muted' }, `${percent} %`],
    [
      'div',
      { class: 'row' },
      ['button', { class: 'main', on: { click: { type: 'tap', index: at + 1 } } }, `+ ${name}`],
      [
        'button',
        { disabled: count === 0, on: { click: { type: 'tap', index: -at - 1 } } },
        `− ${name}`,
      ],
    ],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    ['p', {}, `${total} together`],
    ['div', { class: 'grid', style: { '--columns': '2' } }, ...result.counts.map(card)],
    [
      'div',
      { class: 'row' },
      ['button', { disabled: taps.length === 0, on: { click: { type: 'undo' } } }, 'Undo'],
      ['button', { on: { click: { type: 'clear' } } }, 'All to zero'],
    ],
    [
      'label',
      {},
      'One more counter',
      ['input', { value: state.draft, on: { input: { type: 'draft' }, enter: { type: 'add' } } }],
    ],
    ['button', { on: { click: { type: 'add' } } }, 'Add'],
  ]
  return { state, view, result }
}

function readNames(given: Json): string[] | null {
  if (!Array.isArray(given) || given.length < 1 || given.length > 9) return null
  const names = given.map((name) => (typeof name === 'string' ? name.trim() : ''))
  const isFine = names.every((name) => name !== '' && name.length <= 30)
  return isFine && new Set(names).size === names.length ? names : null
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const refuse = (error: string): Response => {
    const hint = 'POST {"names": ["Cars", "Bikes"], "taps": [1, 1, 2, -1]} or GET ?names=Cars,Bikes'
    return { status: 400, body: { error, hint } }
  }
  const fields = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  const isPage = method === 'GET'
  const names = readNames(isPage ? (query.names ?? 'Count').split(',') : (fields.names ?? null))
  if (names === null) return refuse('"names" must be 1 to 9 different names of 1 to 30 characters')
  let state: State = { names, taps: [], draft: '' }
  if (isPage) {
    const setup = { title: 'Counter', step: String(step), state, keys: true }
    const lead = 'Keys 1 to 9 count, backspace takes the last one back.'
    const page = await call('app-page', { method: 'POST', body: { ...setup, lead } })
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
  }
  const { taps } = fields
  if (!Array.isArray(taps) || taps.length > 300) return refuse('"taps" must be at most 300 taps')
  for (const [at, index] of taps.entries()) {
    const next = step(state, { type: 'tap', index: typeof index === 'number' ? index : 0 })
    if (!next.result.isWhole) return refuse(`taps[${at}] names no counter or goes below zero`)
    state = next.state
  }
  const { total, leader, counts } = step(state, { type: 'start' }).result
  return { body: { total, leader, counts } }
}
