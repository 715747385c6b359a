// Counts and readability of a text. Words and sentences follow Unicode letters in any language that
// puts spaces between words; syllables and the two Flesch scores are estimates for English.

const wordPattern = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu
const wordsPerMinute = { reading: 238, speaking: 150 }
const maxCharacters = 60_000

/** Words that end with a period without ending a sentence. */
const abbreviations = new Set(
  'mr mrs ms dr prof sr jr st vs etc e.g i.e cf no fig vol approx dept est inc ltd co u.s u.k'.split(
    ' ',
  ),
)

const stopWords = new Set(
  `a about after all also an and any are as at be because been but by can could did do does for from
  had has have he her his how i if in into is it its just me more my no not of on one or our out she
  so some than that the their them then there these they this to up was we were what when which who
  will with would you your`.split(/\s+/),
)

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const round = (value: number, digits: number) => {
  const scale = 10 ** digits
  // Adding zero turns -0 into 0.
  return Math.round(value * scale) / scale + 0
}

/** Vowel groups, less the silent endings; at least one. */
function syllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-zà-öø-ÿ]/g, '')
  if (letters.length <= 3) return 1
  const spoken = letters
    .replace(/(?:[^laeiouy]e|[^laeiouydt]ed|[^aeiouycgsxz]es)$/, (ending) => ending.charAt(0))
    .replace(/^y/, '')
  return Math.max(1, spoken.match(/[aeiouyà-öø-ÿ]{1,2}/g)?.length ?? 1)
}

function sentenceCount(text: string): number {
  const hasWord = (part: string) => /[\p{L}\p{N}]/u.test(part)
  let count = 0
  let from = 0
  let isOpen = false
  for (const end of text.matchAll(/[.!?…。！？]+["'”’)\]]*|\n\s*\n/gu)) {
    const after = end.index + end[0].length
    isOpen ||= hasWord(text.slice(from, end.index))
    from = after
    const isInsideWord = after < text.length && !/\s/.test(text.charAt(after) + end[0].slice(-1))
    if (!isOpen || isInsideWord) continue
    const last = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, end.index - 20), end.index))?.[0] ?? ''
    const isShortForm = abbreviations.has(last.toLowerCase()) || /^\p{Lu}$/u.test(last)
    if (end[0] === '.' && isShortForm) continue
    count++
    isOpen = false
  }
  return count + (isOpen || hasWord(text.slice(from)) ? 1 : 0)
}

function label(ease: number): string {
  if (ease >= 90) return 'very easy'
  if (ease >= 80) return 'easy'
  if (ease >= 70) return 'fairly easy'
  if (ease >= 60) return 'plain'
  if (ease >= 50) return 'fairly difficult'
  if (ease >= 30) return 'difficult'
  return 'very difficult'
}

function topWords(words: readonly string[], top: number): { word: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const word of words) {
    const key = word.toLowerCase().replaceAll('’', "'")
    if (!stopWords.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, top)
}

export function handle(request: Request): Response {
  const { body, query } = request
  const hint = 'POST plain text, or {"text": "...", "top": 10}'
  const given: { readonly [name: string]: Json } =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? { ...query, ...body }
      : { ...query, ...(typeof body === 'string' ? { text: body } : {}) }
  const { text, top: wanted = 10 } = given
  if (typeof text !== 'string') return bad('no text was sent', hint)
  const top = typeof wanted === 'string' && /^\d+$/.test(wanted) ? Number(wanted) : wanted
  if (typeof top !== 'number' || !Number.isInteger(top) || top < 0 || top > 100)
    return bad('"top" must be a whole number from 0 to 100', hint)
  if (text.length > maxCharacters)
    return bad(`the text is longer than ${maxCharacters} characters`, 'send it in parts')

  const words = text.match(wordPattern) ?? []
  if (words.length === 0) return bad('the text has no words', hint)
  const sentences = Math.max(1, sentenceCount(text))
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0)
  const perSentence = words.length / sentences
  const perWord = spoken / words.length
  const ease = round(206.835 - 1.015 * perSentence - 84.6 * perWord, 1)
  return {
    status: 200,
    body: {
      characters: [...text].length,
      charactersWithoutSpaces: [...text.replace(/\s/gu, '')].length,
      words: words.length,
      uniqueWords: new Set(words.map((word) => word.toLowerCase())).size,
      sentences,
      paragraphs: text.split(/\n\s*\n/).filter((part) => part.trim() !== '').length,
      syllables: spoken,
      wordsPerSentence: round(perSentence, 1),
      readability: {
        fleschReadingEase: ease,
        fleschKincaidGrade: round(0.39 * perSentence + 11.8 * perWord - 15.59, 1),
        label: label(ease),
      },
      readingSeconds: Math.ceil((words.length / wordsPerMinute.reading) * 60),
      speakingSeconds: Math.ceil((words.length / wordsPerMinute.speaking) * 60),
      topWords: topWords(words, top),
    },
  }
}
