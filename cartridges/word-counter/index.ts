// Words against a limit, and phrases that come back. Words are runs of letters and digits of any
// script, joined by apostrophes and hyphens; phrases end where sentences do.

const maxText = 50_000
const wordsOnPage = 300
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu

const wordsOf = (text: string): string[] => text.toLowerCase().match(wordPattern) ?? []

/** Phrases of `length` words that occur twice or more, most often first, then by the alphabet. */
function repeatedIn(text: string, length: number) {
  const counts = new Map<string, number>()
  for (const sentence of text.split(/[.!?:;\n]+/)) {
    const words = wordsOf(sentence)
    for (let at = 0; at + length <= words.length; at++) {
      const phrase = words.slice(at, at + length).join(' ')
      counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
    }
  }
  return [...counts]
    .filter(([, times]) => times > 1)
    .sort(([a, most], [b, other]) => other - most || (a < b ? -1 : 1))
    .slice(0, 20)
    .map(([phrase, times]) => ({ phrase, times }))
}

const isWhole = (value: Json, low: number, high: number): value is number =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

export function handle({ body }: Request): Response {
  const bad = (error: string): Response => ({
    status: 400,
    body: { error, hint: 'POST {"text": "...", "min": 100, "max": 500, "phrase": 3}' },
  })
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return bad('the body must be an object')
  const { text, min = 0, max = 100_000, phrase = 3 } = body
  if (typeof text !== 'string' || text.length > maxText)
    return bad(`"text" must be text of at most ${maxText} characters`)
  if (!isWhole(min, 0, 100_000)) return bad('"min" must be a whole number up to 100000')
  if (!isWhole(max, 1, 100_000) || max < min)
    return bad('"max" must be a whole number up to 100000 and not below "min"')
  if (!isWhole(phrase, 1, 6)) return bad('"phrase" must be a whole number from 1 to 6')

  const words = wordsOf(text)
  const count = words.length
  return {
    body: {
      words: count,
      distinct: new Set(words).size,
      // Characters as people see them: a letter beyond the first plane is one.
      characters: { all: [...text].length, withoutSpaces: [...text.replace(/\s/g, '')].length },
      pages: Math.ceil((count / wordsOnPage) * 100) / 100,
      verdict: count < min ? 'short' : count > max ? 'long' : 'fits',
      missing: Math.max(0, min - count),
      excess: Math.max(0, count - max),
      repeated: repeatedIn(text, phrase),
    },
  }
}
