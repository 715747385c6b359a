// Bingo cards that a seed names: the same seed and words give the same card, so a caller can be checked
// later without any storage. Classic numbers (B 1-15 to O 61-75) or 24 of the words that were sent.

type JsonObject = { readonly [key: string]: Json }
type Cell = { text: string; called: boolean }

const side = 5
const free = 'FREE'
const hint =
  'POST {"seed": "table-1", "words": [24 to 200 texts], "called": ["B7"], "format": "json"}'

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Whole numbers from a text, always the same ones: xorshift over a hash of the text. */
function drawer(seed: string): (below: number) => number {
  let state = 2_166_136_261
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  state = state === 0 ? 1 : state
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** `count` of the items, each at most once. */
function pick(items: readonly string[], count: number, draw: (below: number) => number): string[] {
  const rest = [...items]
  return Array.from({ length: count }, () => rest.splice(draw(rest.length), 1)[0] ?? '')
}

function numbersOf(draw: (below: number) => number): string[][] {
  const columns = [...'BINGO'].map((letter, column) => {
    const range = Array.from({ length: 15 }, (_, i) => `${letter}${column * 15 + i + 1}`)
    return pick(range, side, draw)
  })
  return Array.from({ length: side }, (_, row) => columns.map((column) => column[row] ?? ''))
}

function wordsOf(words: readonly string[], draw: (below: number) => number): string[][] {
  const picked = pick(words, side * side - 1, draw)
  picked.splice(12, 0, free)
  return Array.from({ length: side }, (_, row) => picked.slice(row * side, row * side + side))
}

/** The names of the rows, columns and diagonals that are full. */
function fullLines(cells: readonly Cell[][]): string[] {
  const steps = cells.map((_, index) => index)
  const isCalled = (row: number, column: number) => cells[row]?.[column]?.called === true
  return [
    ...steps.filter((row) => steps.every((i) => isCalled(row, i))).map((i) => `row ${i + 1}`),
    ...steps
      .filter((column) => steps.every((i) => isCalled(i, column)))
      .map((i) => `column ${i + 1}`),
    ...(steps.every((i) => isCalled(i, i)) ? ['falling diagonal'] : []),
    ...(steps.every((i) => isCalled(i, side - 1 - i)) ? ['rising diagonal'] : []),
  ]
}

function pageOf(seed: string, cells: readonly Cell[][]): string {
  const rows = cells.map(
    (row) =>
      `<tr>${row.map(({ text, called }) => `<td${called ? ' class="called"' : ''}>${escapeHtml(text)}</td>`).join('')}</tr>`,
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bingo ${escapeHtml(seed)}</title><style>td{width:6em;height:6em;border:1px solid;text-align:center;overflow-wrap:anywhere}.called{background:#fd6}</style><table>${rows.join('')}</table><p>${escapeHtml(seed)}</html>`
}

/** A list of short texts without repeats; null when it is none. */
function textsOf(value: Json, least: number, most: number): string[] | null {
  if (!Array.isArray(value)) return null
  const texts = value.map((item) => (typeof item === 'string' ? item.trim() : ''))
  const isGood = texts.every((text) => text !== '' && text.length <= 60)
  const single = [...new Set(texts)]
  return isGood && single.length >= least && single.length <= most ? single : null
}

export function handle({ body }: Request): Response {
  const refuse = (error: string): Response => ({ status: 400, body: { error, hint } })
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return refuse('the body must be an object')
  const { seed, words, called = [], format = 'json' }: JsonObject = body
  if (typeof seed !== 'string' || seed === '' || seed.length > 60)
    return refuse('"seed" must be text of 1 to 60 characters')
  const pool = words === undefined ? undefined : textsOf(words, 24, 200)
  if (pool === null)
    return refuse('"words" must be 24 to 200 different texts of 1 to 60 characters')
  const heard = textsOf(called, 0, 200)
  if (heard === null) return refuse('"called" must be at most 200 texts of 1 to 60 characters')
  if (format !== 'json' && format !== 'html') return refuse('"format" must be json or html')

  const draw = drawer(seed)
  const texts = pool ? wordsOf(pool, draw) : numbersOf(draw)
  const cells = texts.map((row, y) =>
    row.map((text, x) =>
      x === 2 && y === 2 ? { text: free, called: true } : { text, called: heard.includes(text) },
    ),
  )
  if (format === 'html')
    return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: pageOf(seed, cells) }
  const lines = fullLines(cells)
  return { body: { seed, cells, lines, bingo: lines.length > 0 } }
}
