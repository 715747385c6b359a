// Passwords from strong random bytes. Picks are unbiased, every wanted kind of character appears, and
// the bits that are told count the passwords that could have come out, not the characters.

const alphabets = new Map([
  ['lower', 'abcdefghijklmnopqrstuvwxyz'],
  ['upper', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['digit', '0123456789'],
  ['sign', '!#$%&*+-./:=?@^_~'],
])
const lookalikes = /[lIO01]/g
const consonants = 'bdfgklmnprstvz'
const vowels = 'aeiou'
const syllablesInWord = 3

const hint =
  'POST {"length": 20, "kinds": ["lower", "upper", "digit", "sign"], "avoidLookalikes": true, "count": 1} or {"words": 5}'

/** A whole number below `limit` (at most 256). Bytes past the last full round are thrown away. */
function below(limit: number): number {
  const usable = 256 - (256 % limit)
  for (;;) for (const byte of random(8)) if (byte < usable) return byte % limit
}

const pick = (letters: string) => letters.charAt(below(letters.length))

/** Drawn again until all kinds are in: so each allowed password stays equally likely. */
function password(length: number, sets: readonly string[]): string {
  const all = sets.join('')
  for (;;) {
    const drawn = Array.from({ length }, () => pick(all))
    if (sets.every((set) => drawn.some((letter) => set.includes(letter)))) return drawn.join('')
  }
}

const word = () =>
  Array.from({ length: syllablesInWord }, () => pick(consonants) + pick(vowels)).join('')

/** log2 of how many texts hold every set: all texts less those that miss a set, in and out. */
function bitsOf(length: number, sets: readonly string[]): number {
  const size = sets.join('').length
  let share = 0
  for (let mask = 0; mask < 2 ** sets.length; mask++) {
    const missing = sets.filter((_, index) => (mask >> index) & 1)
    share += (missing.length % 2 ? -1 : 1) * (1 - missing.join('').length / size) ** length
  }
  return length * Math.log2(size) + Math.log2(share)
}

function answer(passwords: string[], exact: number): Response {
  const strength = exact < 50 ? 'weak' : exact < 70 ? 'fair' : exact < 110 ? 'strong' : 'excellent'
  const bits = Math.floor(exact * 10) / 10
  return { headers: { 'cache-control': 'no-store' }, body: { passwords, bits, strength } }
}

const isWhole = (value: Json, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

export function handle({ body: given }: Request): Response {
  const refuse = (error: string): Response => ({ status: 400, body: { error, hint } })
  const body = given ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) return refuse('the body must be an object')
  const { length = 20, count = 1, words, avoidLookalikes = false } = body
  const { kinds = [...alphabets.keys()] } = body
  if (!isWhole(count, 1, 20)) return refuse('"count" must be a whole number from 1 to 20')
  if (words !== undefined) {
    if (!isWhole(words, 3, 12)) return refuse('"words" must be a whole number from 3 to 12')
    const phrase = () => Array.from({ length: words }, word).join('-')
    const bits = words * syllablesInWord * Math.log2(consonants.length * vowels.length)
    return answer(Array.from({ length: count }, phrase), bits)
  }
  if (!isWhole(length, 8, 128)) return refuse('"length" must be a whole number from 8 to 128')
  if (typeof avoidLookalikes !== 'boolean') return refuse('"avoidLookalikes" must be true or false')
  const names = Array.isArray(kinds) ? [...new Set(kinds)] : []
  const sets = names.map((name) => alphabets.get(String(name)) ?? '')
  if (sets.length === 0 || sets.includes(''))
    return refuse(`"kinds" must name some of ${[...alphabets.keys()].join(', ')}`)
  const clear = avoidLookalikes ? sets.map((set) => set.replace(lookalikes, '')) : sets
  return answer(
    Array.from({ length: count }, () => password(length, clear)),
    bitsOf(length, clear),
  )
}
