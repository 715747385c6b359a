// Flips coins from strong random bytes, or examines flips that somebody else made: heads, the longest
// streak, the number of runs, and how often a fair coin would stray at least as far.

type Examined = {
  flips: string
  heads: number
  tails: number
  longestStreak: { side: string; length: number }
  runs: number
  pValue: number
}

const maxFlips = 1_000
const hint = '?count=10 flips, &chance=0.5 is the chance of heads; ?flips=HHTH examines'

/** Logarithms of 0! to n!, so that large binomials neither overflow nor vanish. */
function logFactorials(n: number): number[] {
  const logs = [0]
  for (let i = 1; i <= n; i++) logs.push((logs[i - 1] ?? 0) + Math.log(i))
  return logs
}

/** Exact two-sided binomial test: the chance of all counts that are no likelier than the one seen. */
function strayChance(heads: number, count: number, chance: number): number {
  const logs = logFactorials(count)
  const likelihood = (k: number) =>
    Math.exp(
      (logs[count] ?? 0) -
        (logs[k] ?? 0) -
        (logs[count - k] ?? 0) +
        k * Math.log(chance) +
        (count - k) * Math.log1p(-chance),
    )
  const seen = likelihood(heads) * (1 + 1e-9)
  let sum = 0
  for (let k = 0; k <= count; k++) if (likelihood(k) <= seen) sum += likelihood(k)
  return Number(Math.min(1, sum).toPrecision(6))
}

function examine(flips: string, chance: number): Examined {
  const streaks = flips.match(/H+|T+/g) ?? []
  const longest = streaks.reduce(
    (best, streak) => (streak.length > best.length ? streak : best),
    '',
  )
  const heads = flips.replaceAll('T', '').length
  return {
    flips,
    heads,
    tails: flips.length - heads,
    longestStreak: { side: longest.startsWith('H') ? 'heads' : 'tails', length: longest.length },
    runs: streaks.length,
    pValue: strayChance(heads, flips.length, chance),
  }
}

/** Four bytes a coin: the chance of heads is met to one part in four thousand million. */
function flip(count: number, chance: number): string {
  let flips = ''
  while (flips.length < count) {
    const bytes = random(4 * Math.min(256, count - flips.length))
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let at = 0; at < bytes.length; at += 4)
      flips += view.getUint32(at) < chance * 2 ** 32 ? 'H' : 'T'
  }
  return flips
}

export function handle({ query }: Request): Response {
  const { count = '1', chance = '0.5', flips } = query
  const likely = /^0?\.\d{1,6}$/.test(chance) ? Number(chance) : 0
  let error = ''
  if (likely <= 0) error = '"chance" must be a decimal between 0 and 1'
  else if (flips !== undefined && !/^[ht]{1,1000}$/i.test(flips))
    error = `"flips" must be 1 to ${maxFlips} letters H and T`
  else if (!/^[1-9]\d{0,3}$/.test(count) || Number(count) > maxFlips)
    error = `"count" must be a whole number from 1 to ${maxFlips}`
  if (error !== '') return { status: 400, body: { error, hint } }
  return { body: examine(flips?.toUpperCase() ?? flip(Number(count), likely), likely) }
}
