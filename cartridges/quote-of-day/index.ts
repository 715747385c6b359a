// One quote a day. Days count through rounds; in each round every quote has its day once, in an order
// drawn from seed and round, so the same question always has the same answer.

type JsonObject = { readonly [key: string]: Json }
type Quote = { readonly text: string; readonly by: string | null }

const proverbs = [
  'A stitch in time saves nine.',
  'Actions speak louder than words.',
  'All that glitters is not gold.',
  'Better late than never.',
  'Birds of a feather flock together.',
  'Constant dripping wears away the stone.',
  'Discretion is the better part of valour.',
  'Do not count your chickens before they hatch.',
  'Do not put all your eggs in one basket.',
  'Every cloud has a silver lining.',
  'Fair words butter no parsnips.',
  'Fortune favours the bold.',
  'Good fences make good neighbours.',
  'Great oaks from little acorns grow.',
  'Half a loaf is better than none.',
  'Haste makes waste.',
  'He who hesitates is lost.',
  'Honesty is the best policy.',
  'If it is not broken, do not fix it.',
  'It takes two to make a quarrel.',
  'Least said, soonest mended.',
  'Let sleeping dogs lie.',
  'Look before you leap.',
  'Make hay while the sun shines.',
  'Many hands make light work.',
  'Measure twice, cut once.',
  'Necessity is the mother of invention.',
  'No smoke without fire.',
  'One swallow does not make a summer.',
  'Practice makes perfect.',
  'Rome was not built in a day.',
  'Slow and steady wins the race.',
  'Still waters run deep.',
  'Strike while the iron is hot.',
  'The early bird catches the worm.',
  'The proof of the pudding is in the eating.',
  'Too many cooks spoil the broth.',
  'Two wrongs do not make a right.',
  'Where there is a will there is a way.',
  'You cannot have your cake and eat it.',
]
const dayMs = 86_400_000

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** FNV-1a: spreads a text over 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}

/** Whole numbers below `count` in the order of one round: Fisher and Yates with mulberry32. */
function orderOf(count: number, seed: string): number[] {
  let state = hash(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const held = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = held
  }
  return order
}

function readQuote(item: Json): Quote | null {
  const { text, by = null } = isObject(item) ? item : { text: item }
  if (typeof text !== 'string' || text.trim() === '' || text.length > 500) return null
  return by === null || (typeof by === 'string' && by.length <= 100)
    ? { text: text.trim(), by }
    : null
}

export function handle({ body, query }: Request): Response {
  const {
    day,
    seed = '',
    quotes = proverbs,
  } = { ...query, ...(isObject(body) ? body : {}) } as JsonObject
  const hint = '?day=2026-11-20, or POST {"quotes": ["...", {"text": "...", "by": "..."}]}'
  if (typeof seed !== 'string' || seed.length > 100)
    return bad('"seed" must be text of at most 100 characters', hint)
  if (!Array.isArray(quotes) || quotes.length === 0 || quotes.length > 1000)
    return bad('"quotes" must be a list of 1 to 1000', hint)
  const date = day ?? new Date(now()).toISOString().slice(0, 10)
  const ms =
    typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date)
    return bad('"day" must be a day like 2026-11-20', hint)

  const dayNumber = Math.floor(ms / dayMs)
  const round = Math.floor(dayNumber / quotes.length)
  const number = orderOf(quotes.length, `${round}/${seed}`)[dayNumber - round * quotes.length] ?? 0
  const quote = readQuote(quotes[number] ?? null)
  if (quote === null)
    return bad(`quotes[${number}] must be text of at most 500 characters, or {text, by}`, hint)
  return { body: { day: date, ...quote, number, next: new Date(ms + dayMs).toISOString() } }
}
