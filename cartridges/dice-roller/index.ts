// Dice as players write them: 4d6kh3+2 rolls four, keeps the best three and adds two. Every face comes from
// strong random bytes with the uneven rest thrown away, so no face is favoured. With "odds" it does not
// roll but answers the exact chance of every total.

type Term = { sign: 1 | -1; count: number; sides: number; keep: number; isHigh: boolean }
type Rolled = { text: string; rolls: number[]; kept: number[] }

const hint =
  '?roll=4d6kh3+2: up to 100 dice of 2 to 1000 sides, kh or kl keeps the highest or lowest'
const refuse = (error: string): Response => ({ status: 400, body: { error, hint } })

/** The terms of a roll, or null. A plain number is kept as one die with `sides` 1, counted `count` times. */
function parse(text: string): Term[] | null {
  const squeezed = text.replace(/\s+/g, '').toLowerCase()
  if (!/^[+-]?[^+-]+([+-][^+-]+){0,9}$/.test(squeezed)) return null
  const terms: Term[] = []
  for (const part of squeezed.match(/[+-]?[^+-]+/g) ?? []) {
    const [, sign, number, sides, end, kept] =
      /^([+-]?)(\d{0,4})(?:d(\d{1,4}|%)(?:(k[hl])(\d{1,3}))?)?$/.exec(part) ?? []
    if (number === undefined || (number === '' && sides === undefined)) return null
    const count = number === '' ? 1 : Number(number)
    const faces = sides === undefined ? 1 : sides === '%' ? 100 : Number(sides)
    const keep = kept === undefined ? count : Number(kept)
    const isDie = sides !== undefined
    if (isDie && (faces < 2 || faces > 1000 || count < 1 || keep < 1 || keep > count)) return null
    terms.push({ sign: sign === '-' ? -1 : 1, count, sides: faces, keep, isHigh: end !== 'kl' })
  }
  const dice = terms.reduce((sum, { sides, count }) => sum + (sides > 1 ? count : 0), 0)
  return dice > 100 ? null : terms
}

/** A fair number from 1 to `sides`: two bytes, drawn again where they would favour the low faces. */
function throwDie(sides: number): number {
  const fairBelow = 65_536 - (65_536 % sides)
  for (;;) {
    const [high = 0, low = 0] = random(2)
    const drawn = high * 256 + low
    if (drawn < fairBelow) return (drawn % sides) + 1
  }
}

function throwTerm({ count, sides, keep, isHigh }: Term): Rolled {
  const rolls = Array.from({ length: count }, () => throwDie(sides))
  const sorted = rolls.toSorted((a, b) => (isHigh ? b - a : a - b))
  const text = `${count}d${sides}${keep < count ? `${isHigh ? 'kh' : 'kl'}${keep}` : ''}`
  return { text, rolls, kept: sorted.slice(0, keep) }
}

/** Chance of each total, dice added one by one. Only for rolls that keep everything. */
function chances(terms: readonly Term[]): Map<number, number> {
  let all = new Map([[0, 1]])
  for (const { sign, count, sides } of terms)
    for (let die = 0; die < (sides === 1 ? 1 : count); die++) {
      const next = new Map<number, number>()
      for (const [total, chance] of all)
        for (let face = 1; face <= sides; face++) {
          const sum = total + sign * (sides === 1 ? count : face)
          next.set(sum, (next.get(sum) ?? 0) + chance / sides)
        }
      all = next
    }
  return all
}

function oddsOf(terms: readonly Term[]): Response {
  const work = terms.reduce((sum, { count, sides }) => sum + (sides > 1 ? count * sides : 0), 0)
  if (work > 400) return refuse('odds are for at most 400 faces together')
  if (terms.some(({ keep, count }) => keep < count))
    return refuse('odds are for rolls that keep all dice')
  const round = (chance: number) => Number(chance.toPrecision(10))
  let reached = 1
  const totals = [...chances(terms)]
    .toSorted(([a], [b]) => a - b)
    .map(([total, chance]) => {
      const row = { total, chance: round(chance), atLeast: round(Math.min(1, reached)) }
      reached -= chance
      return row
    })
  return { body: { totals } }
}

export function handle({ query }: Request): Response {
  const { roll = '1d6', odds } = query
  const terms = roll.length > 100 ? null : parse(roll)
  if (terms === null) return refuse('this roll is not understood')
  if (odds !== undefined) return oddsOf(terms)
  const bounds = { min: 0, max: 0 }
  let total = 0
  const dice: Rolled[] = []
  for (const term of terms) {
    const { sign, count, keep, sides } = term
    const ends = sides === 1 ? [count, count] : [keep, keep * sides]
    bounds.min += sign === 1 ? (ends[0] ?? 0) : -(ends[1] ?? 0)
    bounds.max += sign === 1 ? (ends[1] ?? 0) : -(ends[0] ?? 0)
    if (sides === 1) total += sign * count
    else {
      const rolled = throwTerm(term)
      total += sign * rolled.kept.reduce((sum, face) => sum + face, 0)
      dice.push(rolled)
    }
  }
  return { body: { total, ...bounds, dice } }
}
