// Weeks of strength training from one tested set. The single maximum follows Epley, 1 + reps/30; each
// block of four weeks climbs three and rests one, and starts 2.5 % above the block before.

type Week = {
  week: number
  light: boolean
  sets: number
  reps: number
  kg: number
  plates: number[]
}

/** Share of the maximum, sets and repetitions of the four weeks of a block. */
const block = [
  { share: 0.7, sets: 4, reps: 8, light: false },
  { share: 0.775, sets: 4, reps: 6, light: false },
  { share: 0.85, sets: 5, reps: 4, light: false },
  { share: 0.6, sets: 3, reps: 6, light: true },
]
const plateSizes = [25, 20, 15, 10, 5, 2.5, 1.25]
const step = 2.5

const isBetween = (value: Json | undefined, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high

function estimateMaximum(kg: number, reps: number): number {
  return reps === 1 ? kg : kg * (1 + reps / 30)
}

/** What goes on one side of the bar, the heaviest innermost. */
function platesFor(kg: number, bar: number): number[] {
  const plates: number[] = []
  let left = (kg - bar) / 2
  for (const size of plateSizes)
    while (left >= size) {
      plates.push(size)
      left -= size
    }
  return plates
}

/** The loadable weight nearest below: the bar and whole steps above it. */
function loadable(kg: number, bar: number): number {
  return bar + Math.max(0, Math.floor((kg - bar) / step + 1e-9)) * step
}

function planWeeks(maximum: number, count: number, bar: number): Week[] {
  return Array.from({ length: Math.ceil(count / block.length) }, (_, round) =>
    block.map(({ share, sets, reps, light }, index): Week => {
      const kg = loadable(maximum * share * (1 + 0.025 * round), bar)
      const week = round * block.length + index + 1
      return { week, light, sets, reps, kg, plates: platesFor(kg, bar) }
    }),
  )
    .flat()
    .slice(0, count)
}

export function handle({ body }: Request): Response {
  const hint = '{"lift": "Squat", "kg": 80, "reps": 5, "weeks": 8, "bar": 20}'
  const fail = (error: string): Response => ({ status: 400, body: { error, hint } })
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return fail('the body must be an object')
  const { lift, kg, reps, weeks = 4, bar = 20 } = body
  if (typeof lift !== 'string' || lift.trim() === '' || lift.length > 40)
    return fail('"lift" must be text of 1 to 40 characters')
  if (!isBetween(kg, 0, 500) || kg === 0) return fail('"kg" must be above 0 and at most 500')
  if (!isBetween(reps, 1, 12) || !Number.isInteger(reps))
    return fail('"reps" must be a whole number from 1 to 12')
  if (!isBetween(weeks, 1, 16) || !Number.isInteger(weeks))
    return fail('"weeks" must be a whole number from 1 to 16')
  if (!isBetween(bar, 0, 50)) return fail('"bar" must be from 0 to 50')
  const maximum = estimateMaximum(kg, reps)
  if (maximum * 0.6 < bar) return fail(`the bar of ${bar} kg is too heavy for the light weeks`)
  return {
    body: { lift, maximum: Math.round(maximum * 10) / 10, weeks: planWeeks(maximum, weeks, bar) },
  }
}
