// A to-do list that is a Markdown checklist: items within items, a parent that is done when all below it
// are. The page gives the list back as text; POST changes such a text and counts it.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type Item = { text: string; level: number; done: boolean }
type State = { items: Item[]; draft: string; shown: string }
type Action = { type: string; index?: number; value?: string | boolean; by?: number }

function step(old: State, { type, index = -1, value = '', by = 0 }: Action) {
  let { items, draft, shown } = old
  /** An item and everything below it. */
  const endOf = (list: readonly Item[], at: number) => {
    const level = list[at]?.level ?? 0
    const end = list.findIndex((item, i) => i > at && item.level <= level)
    return end < 0 ? list.length : end
  }
  const hasBelow = (list: readonly Item[], at: number) => endOf(list, at) > at + 1
  /** From the last to the first, so that a parent sees its children decided. */
  const settle = (list: readonly Item[]) => {
    const settled = [...list]
    for (let at = list.length - 1; at >= 0; at--) {
      const item = settled[at]
      if (item && hasBelow(settled, at))
        settled[at] = {
          ...item,
          done: settled.slice(at + 1, endOf(settled, at)).every((i) => i.done),
        }
    }
    return settled
  }
  const target = items[index]
  const end = target ? endOf(items, index) : 0
  if (type === 'draft') draft = String(value).slice(0, 200)
  if (type === 'show') shown = String(value)
  if (type === 'add' && draft.trim() !== '' && items.length < 200) {
    items = [...items, { text: draft.trim().replace(/\s+/g, ' '), level: 0, done: false }]
    draft = ''
  }
  if (type === 'mark' && target)
    items = items.map((item, at) =>
      at >= index && at < end ? { ...item, done: value === true } : item,
    )
  if (type === 'remove' && target) items = [...items.slice(0, index), ...items.slice(end)]
  if (type === 'indent' && target) {
    const most = (items[index - 1]?.level ?? -1) + 1
    const level = Math.min(most, Math.max(0, target.level + by))
    const moved = level - target.level
    const isIn = (at: number) => at >= index && at < end
    const isFine = items.every((item, at) => !isIn(at) || item.level + moved <= 5)
    if (isFine) items = items.map((i, at) => (isIn(at) ? { ...i, level: i.level + moved } : i))
  }
  if (type === 'up' && target && index > 0) {
    const before = items.slice(0, index)
    const start = before.findLastIndex((item) => item.level <= target.level)
    if (before[start]?.level === target.level)
      items = [
        ...items.slice(0, start),
        ...items.slice(index, end),
        ...items.slice(start, index),
        ...items.slice(end),
      ]
  }
  items = settle(items)
  if (type === 'clear') items = items.filter((item) => !item.done)

  const leaves = items.filter((_, at) => !hasBelow(items, at))
  const done = leaves.filter((item) => item.done).length
  const lineOf = (item: Item) =>
    `${'  '.repeat(item.level)}- [${item.done ? 'x' : ' '}] ${item.text}`
  const result = {
    text: items.map(lineOf).join('\n'),
    open: leaves.length - done,
    done,
    percent: leaves.length === 0 ? 0 : Math.floor((100 * done) / leaves.length),
    next: leaves.find((item) => !item.done)?.text ?? null,
  }
  const rowOf = (item: Item, at: number): View => {
    const button = (sign: string, words: string, does: { [name: string]: Json }): View => [
      'button',
      { 'aria-label': `${words}: ${item.text}`, on: { click: { ...does, index: at } } },
      sign,
    ]
    return [
      'div',
      { class: 'row', style: { 'margin-left': `${item.level * 1.5}rem` } },
      [
        'input',
        {
          type: 'checkbox',
          checked: item.done,
          'aria-label': item.text,
          on: { input: { type: 'mark', index: at } },
        },
      ],
      ['span', { class: item.done ? 'grow done' : 'grow' }, item.text],
      button('↑', 'Up', { type: 'up' }),
      button('←', 'Out', { type: 'indent', by: -1 }),
      button('→', 'In', { type: 'indent', by: 1 }),
      button('×', 'Delete', { type: 'remove' }),
    ]
  }
  const isShown = (item: Item) => shown === 'all' || item.done === (shown === 'done')
  const rows = items.flatMap((item, at) => (isShown(item) ? [rowOf(item, at)] : []))
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'What to do',
      ['input', { value: draft, on: { input: { type: 'draft' }, enter: { type: 'add' } } }],
    ],
    ['button', { class: 'main', on: { click: { type: 'add' } } }, 'Add'],
    [
      'div',
      { class: 'row', role: 'group', 'aria-label': 'Shown' },
      ...['all', 'open', 'done'].map(
        (name): View => [
          'button',
          { 'aria-pressed': String(shown === name), value: name, on: { click: { type: 'show' } } },
          name,
        ],
      ),
      ['button', { on: { click: { type: 'clear' } } }, 'Clear what is done'],
    ],
    ['p', { role: 'status' }, `${result.open} open, ${done} done`],
    ['progress', { max: 100, value: result.percent, 'aria-label': 'done' }],
    ...rows,
    [
      'label',
      {},
      'The list as text',
      ['textarea', { rows: 4, readonly: true, value: result.text }],
    ],
  ]
  return { state: { items, draft, shown }, view, result }
}

/** The items of a checklist, or the number of the first line that is none. */
function parse(text: string): Item[] | number {
  const items: Item[] = []
  for (const [at, line] of text.replaceAll('\r\n', '\n').split('\n').entries()) {
    if (line.trim() === '') continue
    const [, space = '', box, words] =
      /^([ \t]*)(?:[-*+]\s+)?(?:\[([ xX])\]\s+)?(\S.*?)\s*$/.exec(line) ?? []
    if (words === undefined || words.length > 200) return at + 1
    const depth = Math.floor(space.replaceAll('\t', '  ').length / 2)
    // Nothing can be two levels below its parent.
    const level = Math.min(depth, 5, (items.at(-1)?.level ?? -1) + 1)
    items.push({ text: words, level, done: box !== undefined && box !== ' ' })
  }
  return items
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const refuse = (error: string): Response => {
    const hint = 'POST {"text": "- [ ] milk\\n- [x] bread", "tick": 1} or GET ?text=- milk'
    return { status: 400, body: { error, hint } }
  }
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const { text, tick, untick } = method === 'GET' ? { text: query.text ?? '' } : given
  if (typeof text !== 'string' || text.length > 10_000)
    return refuse('"text" must be a checklist of at most 10000 characters')
  const items = parse(text)
  if (typeof items === 'number') return refuse(`line ${items} is longer than 200 characters`)
  if (items.length > 200) return refuse('a list has at most 200 items')
  const started = step({ items, draft: '', shown: 'all' }, { type: 'start' })
  if (method === 'GET') {
    const page = await call('app-page', {
      method: 'POST',
      body: { title: 'To do', step: String(step), state: started.state },
    })
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
  }
  const chosen = tick ?? untick
  if (chosen === undefined) return { body: started.result }
  if (typeof chosen !== 'number' || items[chosen - 1] === undefined)
    return refuse('"tick" and "untick" are numbers of items, from 1')
  const action = { type: 'mark', index: chosen - 1, value: tick !== undefined }
  return { body: step(started.state, action).result }
}
