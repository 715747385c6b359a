// Flashcards with spaced repetition. A known card waits 1, 3, and then about two and a half times as
// many days; a forgotten one starts anew and from then on grows more slowly.

type Card = { front: string; back: string; due: number; wait: number; ease: number }

const maxDecks = 10
const maxCards = 150
/** A deck is one value of the store, 64 kB; a character takes at most three bytes of it. */
const maxCharacters = 20_000
const maxDay = 1_000_000

/** Letters and digits count; case, accents, punctuation and a leading article do not. */
function plain(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = letters.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  // A text of signs only, such as "+", is compared as it is.
  return words === '' ? text.trim() : words.replace(/^(?:the|an?|to) (?=.)/, '')
}

function review(card: Card, isCorrect: boolean, day: number): Card {
  if (!isCorrect) return { ...card, wait: 0, due: day, ease: Math.max(1.3, card.ease - 0.2) }
  const wait = card.wait === 0 ? 1 : card.wait === 1 ? 3 : Math.round(card.wait * card.ease)
  const capped = Math.min(wait, 365)
  return { ...card, wait: capped, due: day + capped }
}

function overview(deck: string, cards: readonly Card[], day: number) {
  const due = cards
    .map((card, index) => ({ card, number: index + 1 }))
    .filter((one) => one.card.due <= day)
  // Longest overdue first, and among equals the one that was added first.
  const [first] = due.sort((a, b) => a.card.due - b.card.due || a.number - b.number)
  const next = first === undefined ? null : { card: first.number, front: first.card.front }
  return { deck, cards: cards.length, due: due.length, next }
}

const isSide = (value: Json | undefined): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200

const isDay = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= maxDay

export function handle({ method, path, query, body, payment }: Request): Response {
  const [, deck = 'french', action] = /^\/([a-z0-9-]{1,30})(\/answers)?$/.exec(path) ?? []
  const refuse = (status: number, error: string): Response => {
    const ways = `POST /${deck} {"front", "back"}, GET /${deck}?day=3, POST /${deck}/answers {"card", "answer", "day"}`
    return { status, body: { error, hint: ways } }
  }
  if (!/^\/[a-z0-9-]{1,30}(\/answers)?$/.test(path)) return refuse(400, 'no deck was named')
  const owner = `${payment?.payer.toLowerCase() ?? 'anyone'}/`
  const stored = kv.get(owner + deck) as Card[] | undefined
  const cards = stored ?? []

  if (method === 'GET') {
    const day = Number(query.day ?? 0)
    if (!isDay(day)) return refuse(400, `"day" must be a whole number from 0 to ${maxDay}`)
    return { body: overview(deck, cards, day) }
  }
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  if (action === undefined) {
    const { front, back } = given
    if (!isSide(front) || !isSide(back))
      return refuse(400, '"front" and "back" must be text of 1 to 200 characters')
    if (cards.length >= maxCards) return refuse(409, `the deck has ${maxCards} cards already`)
    if (stored === undefined && kv.list(owner, maxDecks).length >= maxDecks)
      return refuse(409, `you have ${maxDecks} decks already`)
    const more = [...cards, { front, back, due: 0, wait: 0, ease: 2.5 }]
    if (JSON.stringify(more).length > maxCharacters)
      return refuse(409, 'the deck is full, begin another')
    kv.set(owner + deck, more)
    return { body: overview(deck, more, 0) }
  }
  const { card: number, answer, day } = given
  if (!isDay(day)) return refuse(400, `"day" must be a whole number from 0 to ${maxDay}`)
  if (typeof answer !== 'string' || answer.length > 200)
    return refuse(400, '"answer" must be text of at most 200 characters')
  const card = typeof number === 'number' ? cards[number - 1] : undefined
  if (card === undefined) return refuse(404, 'there is no such card in the deck')
  const correct = plain(answer) === plain(card.back)
  const reviewed = review(card, correct, day)
  const after = cards.map((one) => (one === card ? reviewed : one))
  kv.set(owner + deck, after)
  return {
    body: { ...overview(deck, after, day), correct, back: card.back, dueDay: reviewed.due },
  }
}
