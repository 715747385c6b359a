// A typing test. What was typed is aligned with what was asked (fewest edits), so one missing letter is
// one mistake and not a wrong letter at every place behind it.

type Kind = 'wrong' | 'missing' | 'extra'
type Mistake = { at: number; kind: Kind; wanted: string; typed: string }

const maxText = 800
const maxTyped = 1_000

const words =
  'able air along answer began book bridge carry change clear cloud coat country dance deep early earth even field find forest garden give glass green hand heart house island join jump keep kind know large learn light listen long map market measure month morning mountain music never night number often open orange paper people place plain quick quiet quite rain reach river road round sail season ship short simple sister small song south stand stone story street summer table thing think thought touch travel under value voice walk warm water week whole wind winter word work world write year young'.split(
    ' ',
  )

const refusal = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

/** The same seed gives the same text to everybody, so that results may be compared. */
function practice(seed: number, count: number): string {
  let state = seed
  const chosen = Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return words[Math.floor((state / 2 ** 32) * words.length)] ?? ''
  })
  return chosen.join(' ')
}

/** Fewest edits from every rest of `wanted` to every rest of `typed`, row by row. */
function distances(wanted: readonly string[], typed: readonly string[]): Uint16Array[] {
  const rows = wanted.map(() => new Uint16Array(typed.length + 1))
  rows.push(Uint16Array.from({ length: typed.length + 1 }, (_, j) => typed.length - j))
  for (let i = wanted.length - 1; i >= 0; i--) {
    const [row, below] = [rows[i], rows[i + 1]]
    if (row === undefined || below === undefined) continue
    row[typed.length] = wanted.length - i
    for (let j = typed.length - 1; j >= 0; j--) {
      const both = (below[j + 1] ?? 0) + (wanted[i] === typed[j] ? 0 : 1)
      row[j] = Math.min(both, (below[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1)
    }
  }
  return rows
}

function findMistakes(wanted: readonly string[], typed: readonly string[]): Mistake[] {
  const rows = distances(wanted, typed)
  const left = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  const mistakes: Mistake[] = []
  let [i, j] = [0, 0]
  while (i < wanted.length || j < typed.length) {
    const [a = '', b = ''] = [wanted[i], typed[j]]
    const isBoth = i < wanted.length && j < typed.length
    if (isBoth && a === b && left(i, j) === left(i + 1, j + 1)) {
      i += 1
      j += 1
    } else if (isBoth && left(i, j) === left(i + 1, j + 1) + 1) {
      mistakes.push({ at: i, kind: 'wrong', wanted: a, typed: b })
      i += 1
      j += 1
    } else if (left(i, j) === left(i + 1, j) + 1) {
      mistakes.push({ at: i, kind: 'missing', wanted: a, typed: '' })
      i += 1
    } else {
      mistakes.push({ at: i, kind: 'extra', wanted: '', typed: b })
      j += 1
    }
  }
  return mistakes
}

function score(text: string, given: string, seconds: number): Json {
  const [wanted, typed] = [[...text.normalize('NFC')], [...given.normalize('NFC')]]
  const mistakes = findMistakes(wanted, typed)
  const count = (kind: Kind) => mistakes.filter((mistake) => mistake.kind === kind).length
  const [wrong, missing, extra] = [count('wrong'), count('missing'), count('extra')]
  const correct = typed.length - wrong - extra
  // Five characters are a word, whatever the words are.
  const speed = (characters: number) => Math.round((characters / 5 / (seconds / 60)) * 10) / 10
  const longest = Math.max(wanted.length, correct + mistakes.length)
  const missed = new Map<string, number>()
  for (const { wanted: letter } of mistakes)
    if (letter !== '') missed.set(letter, (missed.get(letter) ?? 0) + 1)
  const weakest = [...missed]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 5)
    .map(([letter, times]) => ({ letter, times }))
  return {
    wpm: speed(typed.length),
    netWpm: speed(correct),
    accuracy: Math.round((correct / longest) * 1000) / 10,
    wrong,
    missing,
    extra,
    mistakes: mistakes.slice(0, 50),
    weakest,
  }
}

export function handle({ method, query, body }: Request): Response {
  if (method === 'GET') {
    const [seed, count] = [Number(query.seed ?? 1), Number(query.words ?? 25)]
    if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
      return refusal('"seed" must be a whole number from 0 to 4294967295', '?seed=7&words=25')
    if (!Number.isInteger(count) || count < 1 || count > 90)
      return refusal('"words" must be a whole number from 1 to 90', '?seed=7&words=25')
    return { body: { text: practice(seed, count) } }
  }
  const hint = 'POST {"text": "hello", "typed": "hallo", "seconds": 2.5}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refusal('the body must be an object', hint)
  const { text, typed, seconds } = body
  if (typeof text !== 'string' || text === '' || text.length > maxText)
    return refusal(`"text" must be 1 to ${maxText} characters`, hint)
  if (typeof typed !== 'string' || typed.length > maxTyped)
    return refusal(`"typed" must be text of at most ${maxTyped} characters`, hint)
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= 3600))
    return refusal('"seconds" must be above 0 and at most 3600', hint)
  return { body: score(text, typed, seconds) }
}
