// Flash cards out of notes, on paper. A sheet is printed on both sides and turned over its long edge, so
// the backs stand mirrored row by row: each back lies behind its own front when the sheet is cut.

type Card = { front: string; back: string; kind: 'basic' | 'reversed' | 'cloze'; line: number }

const perSheet = 8
const perRow = 2
const maxCards = 160
const maxSide = 240

class Illegible extends Error {}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** "The capital of {{France}} is {{Paris::a city}}": a card for each gap, the other gaps filled in. */
function clozeCards(text: string, line: number): Card[] {
  const parts = text.split(/(\{\{[^{}]+\}\})/)
  const gapOf = (part: string) => {
    const inside = /^\{\{([^{}]+)\}\}$/.exec(part)?.[1]
    if (inside === undefined) return null
    const [answer = '', hint = ''] = inside.split('::')
    return { answer: answer.trim(), hint: hint.trim() }
  }
  const gaps = parts.flatMap((part, at) => (gapOf(part) === null ? [] : [at]))
  return gaps.map((asked) => {
    const front = parts.map((part, at) => {
      const gap = gapOf(part)
      if (gap === null) return part
      return at === asked ? `[${gap.hint || '…'}]` : gap.answer
    })
    const back = gapOf(parts[asked] ?? '')?.answer ?? ''
    return { front: front.join('').trim(), back, kind: 'cloze', line }
  })
}

function cardsOf(text: string, line: number): Card[] {
  const clozes = clozeCards(text, line)
  if (clozes.length > 0) return clozes
  const [, front, mark, back] = /^(.*?\S)\s+(:::?)\s+(\S.*)$/.exec(text) ?? []
  if (front === undefined || back === undefined) return []
  if (mark === '::') return [{ front, back, kind: 'basic', line }]
  return [
    { front, back, kind: 'reversed', line },
    { front: back, back: front, kind: 'reversed', line },
  ]
}

function deckOf(text: string) {
  const cards: Card[] = []
  const skipped: number[] = []
  const seen = new Map<string, number>()
  const doubles: { line: number; like: number }[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1
    const made = cardsOf(raw.trim(), line)
    // Plain lines are notes around the cards; they are told, for one may have been meant as a card.
    if (made.length === 0 && raw.trim() !== '') skipped.push(line)
    for (const card of made) {
      if (card.front.length > maxSide || card.back.length > maxSide || card.back === '')
        throw new Illegible(`line ${line}: each side has 1 to ${maxSide} characters`)
      const like = seen.get(card.front.toLowerCase())
      if (like === undefined) {
        seen.set(card.front.toLowerCase(), line)
        cards.push(card)
      } else doubles.push({ line, like })
    }
  }
  if (cards.length === 0) throw new Illegible('no line of the text makes a card')
  if (cards.length > maxCards) throw new Illegible(`a deck has at most ${maxCards} cards`)
  return { cards, skipped, doubles }
}

/** The same seed gives the same order; 0 leaves the order of the notes. */
function shuffled(cards: readonly Card[], seed: number): Card[] {
  const deck = [...cards]
  let state = seed
  for (let last = deck.length - 1; seed > 0 && last > 0; last--) {
    state = (Math.imul(state, 48_271) + 11) & 0x7fffffff
    const at = Math.floor((state / 0x80000000) * (last + 1))
    const [a, b] = [deck[last], deck[at]]
    if (a && b) [deck[last], deck[at]] = [b, a]
  }
  return deck
}

function side(texts: readonly string[], name: string): string {
  const cells = Array.from({ length: perSheet }, (_, at) => {
    const text = texts[at] ?? ''
    const size = text.length > 120 ? ' class="long"' : ''
    return `<div${size}><p>${escapeHtml(text)}</p></div>`
  })
  return `<section class="${name}">\n${cells.join('\n')}\n</section>`
}

function sheets(cards: readonly Card[]): string {
  const pages: string[] = []
  for (let at = 0; at < cards.length; at += perSheet) {
    const sheet = cards.slice(at, at + perSheet)
    const backs = Array.from({ length: perSheet }, (_, cell) => {
      const row = Math.floor(cell / perRow)
      const mirrored = row * perRow + (perRow - 1 - (cell % perRow))
      return sheet[mirrored]?.back ?? ''
    })
    pages.push(
      side(
        sheet.map(({ front }) => front),
        'fronts',
      ),
      side(backs, 'backs'),
    )
  }
  return pages.join('\n')
}

function answer(path: string, body: Json): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Illegible('the body must be a JSON object')
  const { text, title = 'Cards', seed = 0 } = body
  if (typeof text !== 'string' || text.length > 20_000)
    throw new Illegible('"text" must be notes of at most 20000 characters')
  if (typeof title !== 'string' || title.trim() === '' || title.length > 80)
    throw new Illegible('"title" must be text of 1 to 80 characters')
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0 || seed > 1_000_000)
    throw new Illegible('"seed" must be a whole number from 0 to 1000000')
  const { cards: made, skipped, doubles } = deckOf(text)
  const cards = shuffled(made, seed)
  if (path === '/') {
    const pages = 2 * Math.ceil(cards.length / perSheet)
    return { body: { title, count: cards.length, pages, cards, skipped, doubles } }
  }
  const parts: { readonly [name: string]: string } = {
    title: escapeHtml(title),
    sheets: sheets(cards),
  }
  const html = page.replace(/\{\{(title|sheets)\}\}/g, (_, name) => parts[name] ?? '')
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}

export function handle({ path, body }: Request): Response {
  try {
    if (path !== '/' && path !== '/sheet') throw new Illegible('the path must be / or /sheet')
    return answer(path, body)
  } catch (error) {
    if (!(error instanceof Illegible)) throw error
    const hint =
      'POST / or /sheet {"title": "Geography", "text": "Capital of Norway :: Oslo\\nhund ::: dog\\n{{Paris}} lies on the {{Seine::a river}}", "seed": 7}'
    return { status: 400, body: { error: error.message, hint } }
  }
}
