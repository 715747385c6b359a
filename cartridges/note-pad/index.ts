// A note pad whose notes are one plain text, cut by lines of three dashes: what goes in comes out, so it
// can be kept anywhere. A page to write and search on; POST searches such a text.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { notes: string[]; open: number; find: string }

function step(old: State, action: { type: string; index?: number; value?: string }) {
  const { type, index = 0, value = '' } = action
  let { notes, open, find } = old
  if (type === 'open') open = index
  if (type === 'find') find = value.slice(0, 80)
  // The line that cuts notes cannot be inside one.
  if (type === 'write')
    notes = notes.map((note, at) => (at === open ? value.replace(/^---$/gm, '- - -') : note))
  if (type === 'add' && notes.length < 100) {
    notes = ['', ...notes]
    open = 0
    find = ''
  }
  if (type === 'remove') {
    notes = notes.length > 1 ? notes.filter((_, at) => at !== open) : ['']
    open = Math.min(open, notes.length - 1)
  }

  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const wanted = plain(find).split(/\s+/).filter(Boolean)
  const listed = notes.map((note, at) => {
    const [first = '', ...rest] = note.trim().split('\n')
    const [head, whole] = [plain(first), plain(note)]
    const tags = [...note.matchAll(/(?:^|\s)#([\p{L}\p{N}_-]{1,30})/gu)].map(([, tag = '']) => tag)
    const hits = wanted.map((word) => whole.split(word).length - 1)
    // A word in the title says more than one in the text.
    const inTitle = wanted.filter((word) => head.includes(word)).length
    const score = hits.includes(0) ? 0 : hits.reduce((sum, n) => sum + n, 0) + 5 * inTitle
    return {
      note: at,
      title: first.replace(/^#+\s/, '').slice(0, 60) || 'Untitled',
      preview: rest.join(' ').trim().slice(0, 80),
      words: note.split(/\s+/).filter(Boolean).length,
      tags: [...new Set(tags.map((tag) => tag.toLowerCase()))],
      score,
    }
  })
  const found =
    wanted.length === 0
      ? listed
      : listed.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.note - b.note)
  const tags = [...new Set(listed.flatMap((note) => note.tags))].sort()
  const result = { count: notes.length, found, tags }

  const entry = ({ note, title, preview }: (typeof found)[number]): View => [
    'button',
    { 'aria-pressed': String(note === open), on: { click: { type: 'open', index: note } } },
    ['strong', {}, title],
    ['div', { class: 'grow' }, preview],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'div',
      { class: 'row' },
      ['button', { class: 'main', on: { click: { type: 'add' } } }, 'New note'],
      ['button', { on: { click: { type: 'remove' } } }, 'Delete this note'],
    ],
    [
      'label',
      {},
      'Find',
      ['input', { type: 'search', value: find, on: { input: { type: 'find' } } }],
    ],
    ['nav', { class: 'stack', 'aria-label': 'Notes' }, ...found.map(entry)],
    ['p', { class: 'muted', role: 'status' }, `${found.length} of ${notes.length} notes`],
    [
      'label',
      {},
      'Note',
      ['textarea', { rows: 12, value: notes[open] ?? '', on: { input: { type: 'write' } } }],
    ],
    [
      'label',
      {},
      'All notes as text, to copy and keep',
      ['textarea', { rows: 4, readonly: true, value: notes.join('\n---\n') }],
    ],
  ]
  return { state: { notes, open, find }, view, result }
}

export async function handle({ method, body, query }: Request): Promise<Response> {
  const fields: { readonly [name: string]: Json } =
    method === 'GET'
      ? { text: '', ...query }
      : body !== null && typeof body === 'object' && !Array.isArray(body)
        ? body
        : {}
  const { text, find = '', page = method === 'GET' } = fields
  const problem =
    typeof text !== 'string' || text.length > 12_000
      ? '"text" must be text of at most 12000 characters'
      : typeof find !== 'string' || find.length > 80
        ? '"find" must be text of at most 80 characters'
        : null
  const notes = String(text)
    .replaceAll('\r\n', '\n')
    .split(/\n---\n/)
  if (problem !== null || notes.length > 100) {
    const hint =
      'POST {"text": "Milk\\n---\\nCall Ada #work", "find": "ada"}; with "page": true or by GET, the page'
    return { status: 400, body: { error: problem ?? 'there are at most 100 notes', hint } }
  }
  const { state, result } = step({ notes, open: 0, find: String(find) }, { type: 'start' })
  if (page !== true) return { body: result }
  const made = await call('app-page', {
    method: 'POST',
    body: {
      title: 'Note pad',
      lead: 'Notes stay in this page: copy the text at the end before you close it.',
      step: String(step),
      state,
    },
  })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: made.body }
}
