// Full-text search over the documents of one call: BM25 ranking, phrases, exclusions, title words, and
// a snippet with ranges to highlight. There is no index that lasts: what is searched is what was sent.

type Token = { readonly word: string; readonly start: number; readonly end: number }
type Clause = {
  readonly words: readonly string[]
  readonly titleOnly: boolean
  readonly excluded: boolean
}
type Document = { id: string; text: string; title: readonly Token[]; tokens: readonly Token[] }

const titleWeight = 2
const saturation = 1.2
const lengthShare = 0.75
const snippetLength = 160
const maxCharacters = 60_000

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isCount = (value: Json, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

const fold = (word: string) =>
  word
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

function tokenize(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({
    word: fold(word),
    start: index,
    end: index + word.length,
  }))
}

function readQuery(query: string): Clause[] {
  return [...query.matchAll(/(-?)(title:)?(?:"([^"]*)"|([^\s"]+))/gi)]
    .map(([, minus, field, phrase, word]) => ({
      words: tokenize(phrase ?? word ?? '').map((token) => token.word),
      titleOnly: field !== undefined,
      excluded: minus === '-',
    }))
    .filter((clause) => clause.words.length > 0)
}

function readDocument(given: Json): Document | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { id, title = '', text } = given
  if (typeof id !== 'string' || id === '' || id.length > 100) return null
  if (typeof title !== 'string' || title.length > 300) return null
  if (typeof text !== 'string' || text.length > 20_000) return null
  return { id, text, title: tokenize(title), tokens: tokenize(text) }
}

/** Where the words of a clause follow each other. */
function findAll(tokens: readonly Token[], words: readonly string[]): Token[] {
  const hits: Token[] = []
  for (const [i, first] of tokens.entries()) {
    if (!words.every((word, offset) => tokens[i + offset]?.word === word)) continue
    const last = tokens[i + words.length - 1] ?? first
    hits.push({ word: first.word, start: first.start, end: last.end })
  }
  return hits
}

const countIn = ({ title, tokens }: Document, { words, titleOnly }: Clause) =>
  findAll(title, words).length * titleWeight + (titleOnly ? 0 : findAll(tokens, words).length)

/** The stretch of text from shortly before the first hit, and the hits inside it. */
function excerpt({ text, tokens }: Document, clauses: readonly Clause[]) {
  const hits = clauses
    .filter((clause) => !clause.titleOnly)
    .flatMap((clause) => findAll(tokens, clause.words))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const wanted = Math.max(0, (hits[0]?.start ?? 0) - 40)
  const from = wanted === 0 ? 0 : (tokens.find((token) => token.start >= wanted)?.start ?? 0)
  const last = tokens.findLast((token) => token.end <= from + snippetLength)
  const to = text.length - from <= snippetLength ? text.length : (last?.end ?? from + snippetLength)
  const marks: [number, number][] = []
  for (const { start, end } of hits) {
    const free = marks.at(-1)?.[1] ?? 0
    if (start - from >= free && end <= to) marks.push([start - from, end - from])
  }
  return { snippet: text.slice(from, to), marks }
}

export function handle({ body }: Request): Response {
  const shape = '{"query": "coral -whale", "documents": [{"id", "title", "text"}]}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { query, documents: given, limit = 10, offset = 0 } = body
  if (typeof query !== 'string' || query.length > 200)
    return refuse('"query" must be text of at most 200 characters', shape)
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return refuse('"documents" must be a list of 1 to 200', shape)
  if (!isCount(limit, 1, 50) || !isCount(offset, 0, 200))
    return refuse('"limit" or "offset" is out of range', 'limit 1 to 50, offset 0 to 200')
  const documents = given.map(readDocument).filter((document) => document !== null)
  if (documents.length < given.length)
    return refuse('a document is malformed', '"id" (1 to 100), "title" (to 300), "text" (to 20000)')
  if (documents.reduce((sum, { text }) => sum + text.length, 0) > maxCharacters)
    return refuse('this is too much text for one call', `${maxCharacters} characters in all`)
  const clauses = readQuery(query)
  const wanted = clauses.filter((clause) => !clause.excluded)
  if (wanted.length === 0)
    return refuse('the query asks for no word', 'a word, "a phrase" or title:word; -word excludes')

  const rivals = clauses.filter((clause) => clause.excluded)
  const meanLength =
    documents.reduce((sum, { tokens }) => sum + tokens.length, 0) / documents.length
  const scores = new Map<Document, number>()
  for (const clause of wanted) {
    const counts = documents.map((document) => ({ document, count: countIn(document, clause) }))
    const found = counts.filter(({ count }) => count > 0)
    const rarity = Math.log(1 + (documents.length - found.length + 0.5) / (found.length + 0.5))
    for (const { document, count } of found) {
      const relative = document.tokens.length / Math.max(1, meanLength)
      const norm = saturation * (1 - lengthShare + lengthShare * relative)
      const gain = (rarity * count * (saturation + 1)) / (count + norm)
      scores.set(document, (scores.get(document) ?? 0) + gain)
    }
  }
  const ranked = [...scores]
    .filter(([document]) => rivals.every((rival) => countIn(document, rival) === 0))
    .sort(([, a], [, b]) => b - a)
  const results = ranked.slice(offset, offset + limit).map(([document, score]) => ({
    id: document.id,
    score: Math.round(score * 1000) / 1000,
    ...excerpt(document, wanted),
  }))
  return { body: { total: ranked.length, results } }
}
