// A fragment for an empty list. For a search without a match it suggests words by Dice's coefficient over
// pairs of letters, which forgives swapped letters and another order of words.

type JsonObject = { readonly [key: string]: Json }

const causes: {
  readonly [cause: string]: (
    thing: string,
    query: string,
  ) => readonly [heading: string, text: string]
} = {
  'first-use': (thing) => [`No ${thing} yet`, `Your ${thing} will appear here.`],
  'no-match': (thing, query) => [
    `No ${thing} found`,
    query ? `Nothing matches “${query}”.` : 'Nothing matches these filters.',
  ],
  'no-access': (thing) => [`These ${thing} are private`, 'Ask their owner to share them with you.'],
  offline: (thing) => [
    `Cannot load ${thing}`,
    'You seem to be offline. What you change now is sent later.',
  ],
  done: (thing) => ['All done', `There are no ${thing} left.`],
}

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** Pairs of letters of each word, its ends marked, so that `lamp` and `lamps` share most. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const letters = [...` ${word} `]
    for (const [index, letter] of letters.slice(0, -1).entries()) {
      const pair = letter + letters[index + 1]
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
    }
  }
  return pairs
}

const total = (pairs: ReadonlyMap<string, number>) =>
  [...pairs.values()].reduce((sum, count) => sum + count, 0)

function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0
  for (const [pair, count] of a) shared += Math.min(count, b.get(pair) ?? 0)
  return (2 * shared) / Math.max(1, total(a) + total(b))
}

function suggest(query: string, vocabulary: readonly string[]): string[] {
  const wanted = pairsOf(query)
  return [...new Set(vocabulary)]
    .map((word) => ({ word, score: likeness(wanted, pairsOf(word)) }))
    .filter(({ score }) => score >= 0.4)
    .sort((a, b) => b.score - a.score || a.word.length - b.word.length)
    .slice(0, 3)
    .map(({ word }) => word)
}

const drawing =
  '<svg width="96" height="64" viewBox="0 0 96 64" aria-hidden="true"><path d="M8 24h80v32H8z M8 24l12-16h56l12 16 M8 24h26c0 16 28 16 28 0h26" fill="none" stroke="currentColor" stroke-width="2"/></svg>'

export function handle({ body }: Request): Response {
  const hint =
    'POST {"cause": "no-match", "thing": "lamps", "query": "dsek", "vocabulary": ["desk lamp"]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { cause, thing, query = '', vocabulary = [], action } = body
  const words =
    typeof cause === 'string' && Object.hasOwn(causes, cause) ? causes[cause] : undefined
  if (!words) return bad('"cause" is unknown', Object.keys(causes).join(', '))
  if (typeof thing !== 'string' || thing.trim() === '' || thing.length > 40)
    return bad('"thing" must be text of 1 to 40 characters', 'a plural, like lamps')
  if (typeof query !== 'string' || query.length > 200)
    return bad('"query" must be text of at most 200 characters', hint)
  if (!Array.isArray(vocabulary) || vocabulary.length > 2000)
    return bad('"vocabulary" must be a list of at most 2000', hint)
  const known = vocabulary.filter(
    (word) => typeof word === 'string' && word.length <= 100,
  ) as string[]
  if (known.length < vocabulary.length)
    return bad('"vocabulary" must hold texts of at most 100 characters', hint)
  let link = ''
  if (action !== undefined) {
    const { label, url } = isObject(action) ? action : {}
    if (typeof label !== 'string' || label === '' || label.length > 60)
      return bad('"action.label" must be text of 1 to 60 characters', hint)
    if (typeof url !== 'string' || !/^(\/(?!\/)|#|https?:\/\/)\S{0,500}$/.test(url))
      return bad('"action.url" must be a path or http address', hint)
    link = `<p><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>`
  }
  const [heading, text] = words(thing.trim(), query.trim())
  const suggestions = cause === 'no-match' && query !== '' ? suggest(query, known) : []
  const list =
    suggestions.length === 0
      ? ''
      : `<p>Did you mean:</p><ul>${suggestions.map((word) => `<li>${escapeHtml(word)}</li>`).join('')}</ul>`
  const html = `<section class="empty" role="status">${drawing}<h2>${escapeHtml(heading)}</h2><p>${escapeHtml(text)}</p>${list}${link}</section>`
  return { body: { html, heading, text, suggestions } }
}
