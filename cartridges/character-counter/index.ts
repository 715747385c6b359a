// Characters as different places count them: code points, UTF-16 units, bytes, words, and the parts of a
// text message (3GPP TS 23.038). The page counts while one types; POST counts the same way.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
type State = { text: string; limit: number }

function step(old: State, action: { type: string; value?: string }) {
  const state = action.type === 'type' ? { ...old, text: action.value ?? '' } : old
  const { text, limit } = state
  const points = Array.from(text)
  const sizeOf = (point: string) => {
    const code = point.codePointAt(0) ?? 0
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  const basic =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
  const escaped = '\f^{}\\[~]|€'
  const isGsm = points.every((point) => (basic + escaped).includes(point))
  const costs = points.map((point) => (isGsm ? (escaped.includes(point) ? 2 : 1) : point.length))
  const cost = costs.reduce((sum, each) => sum + each, 0)
  const [single, part] = isGsm ? [160, 153] : [70, 67]
  let parts = Math.min(1, cost)
  if (cost > single) {
    // No character is cut in two between parts, so a part may end a unit early.
    let used = 0
    for (const each of costs) {
      used += each
      if (used > part) {
        parts += 1
        used = each
      }
    }
  }
  const result = {
    characters: points.length,
    utf16: text.length,
    bytes: points.reduce((sum, point) => sum + sizeOf(point), 0),
    words: text.split(/\s+/).filter(Boolean).length,
    lines: text === '' ? 0 : text.split(/\r\n|\r|\n/).length,
    left: limit - points.length,
    sms: { alphabet: isGsm ? 'GSM-7' : 'UCS-2', units: cost, parts },
  }
  const row = (name: string, value: string): View => [
    'tr',
    {},
    ['th', { scope: 'row' }, name],
    ['td', {}, value],
  ]
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'Your text',
      ['textarea', { rows: 8, value: text, on: { input: { type: 'type' } } }],
    ],
    [
      'p',
      { role: 'status' },
      result.left >= 0 ? `${result.left} characters left` : `${-result.left} characters too many`,
    ],
    ['meter', { min: 0, max: limit, value: Math.min(points.length, limit), 'aria-label': 'used' }],
    [
      'table',
      {},
      [
        'tbody',
        {},
        row('Characters', String(result.characters)),
        row('Words', String(result.words)),
        row('Lines', String(result.lines)),
        row('Bytes of UTF-8', String(result.bytes)),
        row('UTF-16 units', String(result.utf16)),
        row('Text messages', `${parts} (${result.sms.alphabet}, ${cost} units)`),
      ],
    ],
  ]
  return { state, view, result }
}

const hint = 'POST {"text": "Hello", "limit": 280}; GET ?limit=280 for the page'

export async function handle({ method, body, query }: Request): Promise<Response> {
  const given = method === 'GET' ? { text: '', limit: query.limit && Number(query.limit) } : body
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return { status: 400, body: { error: 'the body must be a JSON object', hint } }
  const { text, limit = 280 } = given
  if (typeof text !== 'string' || text.length > 20_000)
    return { status: 400, body: { error: '"text" must be at most 20000 characters', hint } }
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > 1_000_000)
    return { status: 400, body: { error: '"limit" must be whole, from 1 to 1000000', hint } }
  if (method === 'POST') return { body: step({ text, limit }, { type: 'start' }).result }
  const setup = { title: 'Character counter', step: String(step), state: { text, limit } }
  const { body: html } = await call('app-page', { method: 'POST', body: setup })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}
