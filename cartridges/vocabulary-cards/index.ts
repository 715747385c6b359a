// Spaced repetition after SM-2: 1 day, 6 days, then the last interval times the ease of the card. A grade
// below 3 starts the card again; its ease never falls below 1.3.

type Card = {
  id: number
  front: string
  back: string
  due: string
  interval: number
  ease: number
  reviews: number
}
type Deck = { last: number; cards: Card[] }

const maxCards = 200
const maxInterval = 730

function problem(error: string, status = 400): Response {
  const hint =
    'POST /cards {"front": "der Hund", "back": "dog", "day": "2026-11-20"}; GET /due?day=2026-11-20; POST /cards/1 {"grade": 4, "day": "2026-11-20"} (0 to 5); DELETE /cards/1'
  return { status, body: { error, hint } }
}

function isDate(value: Json | undefined): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

function reviewed(card: Card, grade: number, day: string): Card {
  const ease = Math.max(1.3, card.ease + 0.1 - (5 - grade) * (0.08 + (5 - grade) * 0.02))
  const isKnown = grade >= 3
  const grown =
    card.interval < 1 ? 1 : card.interval < 6 ? 6 : Math.round(card.interval * card.ease)
  const interval = isKnown ? Math.min(maxInterval, grown) : 1
  // After a failure the interval starts over, so that the next success gives six days again.
  return {
    ...card,
    ease: Math.round(ease * 100) / 100,
    interval,
    due: later(day, interval),
    reviews: card.reviews + 1,
  }
}

const isSide = (value: Json | undefined): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= 200

export function handle({ method, path, query, body, payment }: Request): Response {
  const owner = payment?.payer.toLowerCase() ?? 'anyone'
  const deck = (kv.get(owner) as Deck | undefined) ?? { last: 0, cards: [] }
  if (method === 'GET' && path === '/due') {
    const { day } = query
    if (!isDate(day)) return problem('"day" must be a day like 2026-11-20')
    const due = deck.cards
      .filter((card) => card.due <= day)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id - b.id))
    return { body: { due: due.length, total: deck.cards.length, cards: due.slice(0, 20) } }
  }
  const [isCard, digits] = /^\/cards(?:\/(\d{1,6}))?$/.exec(path) ?? []
  if (isCard === undefined) return problem('there is no such path')
  const card = deck.cards.find(({ id }) => id === Number(digits))
  if (digits !== undefined && !card) return problem(`there is no card ${Number(digits)}`, 404)
  if (card && method === 'GET') return { body: card }
  if (card && method === 'DELETE') {
    kv.set(owner, { ...deck, cards: deck.cards.filter((other) => other !== card) })
    return { body: card }
  }
  if (method !== 'POST') return problem(`${method} is not known here`)
  const fields = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  const { front, back, day, grade } = fields
  if (!isDate(day)) return problem('"day" must be a day like 2026-11-20')
  if (card) {
    if (typeof grade !== 'number' || !Number.isInteger(grade) || grade < 0 || grade > 5)
      return problem('"grade" must be a whole number from 0 to 5')
    const next = reviewed(card, grade, day)
    const cards = deck.cards.map((other) => (other === card ? next : other))
    kv.set(owner, { ...deck, cards })
    return { body: next }
  }
  if (!isSide(front) || !isSide(back))
    return problem('"front" and "back" must be text of 1 to 200 characters')
  if (deck.cards.some((other) => other.front === front))
    return problem('there is a card with this front already', 409)
  if (deck.cards.length >= maxCards) return problem(`you have ${maxCards} cards already`, 409)
  const id = deck.last + 1
  const made: Card = { id, front, back, due: day, interval: 0, ease: 2.5, reviews: 0 }
  kv.set(owner, { last: id, cards: [...deck.cards, made] })
  return { body: made }
}
