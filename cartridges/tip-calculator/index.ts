// A bill, its tip and who pays what, in whole cents. Shares are cut by the largest remainder, so they
// add up to the total however odd the weights are.

type Guest = { name: string; weight: number }

const hint =
  'POST {"bill": "48.20", "tax": "3.10", "percent": 18, "roundTo": "0.50", "guests": [{"name": "Ada", "weight": 2}]}'

const wrong = (error: string): Response => ({ status: 400, body: { error, hint } })

function centsOf(value: Json): number | null {
  const [, whole = '', part = ''] =
    typeof value === 'string' ? (/^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(value) ?? []) : []
  return whole === '' ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

const money = (cents: number) => (cents / 100).toFixed(2)

function guestOf(value: Json): Guest | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { name, weight = 1 } = value
  if (typeof name !== 'string' || name.trim() === '' || name.length > 40) return null
  const isWeight = typeof weight === 'number' && Number.isInteger(weight) && weight > 0
  return isWeight && weight <= 20 ? { name, weight } : null
}

/** Whole cents for each weight; left-over cents go to the largest remainders, earlier guests first. */
function split(total: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => Math.floor((total * weight) / all))
  const left = total - shares.reduce((sum, share) => sum + share, 0)
  const lucky = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % all }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
    .slice(0, left)
    .map(({ index }) => index)
  return shares.map((share, index) => share + (lucky.includes(index) ? 1 : 0))
}

export function handle({ body }: Request): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return wrong('the body must be a JSON object')
  const { percent = 15, guests: given = [{ name: 'all' }] } = body
  const bill = centsOf(body.bill ?? null)
  if (bill === null) return wrong('"bill" must be decimal text like "48.20"')
  const tax = centsOf(body.tax ?? '0')
  if (tax === null || tax > bill) return wrong('"tax" must be decimal text, at most the bill')
  const step = centsOf(body.roundTo ?? '0.01')
  if (step === null || step < 1) return wrong('"roundTo" must be decimal text above zero')
  if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100))
    return wrong('"percent" must be a number from 0 to 100')
  if (!Array.isArray(given) || given.length === 0 || given.length > 50)
    return wrong('"guests" must be a list of 1 to 50')
  const guests = given.map(guestOf).filter((guest) => guest !== null)
  if (guests.length < given.length)
    return wrong('a guest must be {name, weight}, the weight a whole number from 1 to 20')

  const plain = Math.round(((bill - tax) * percent) / 100)
  const total = Math.ceil((bill + plain) / step) * step
  const tip = total - bill
  const amounts = split(
    total,
    guests.map(({ weight }) => weight),
  )
  return {
    body: {
      tip: money(tip),
      total: money(total),
      percent: bill === tax ? 0 : Math.round((tip / (bill - tax)) * 10_000) / 100,
      shares: guests.map(({ name }, index) => ({ name, amount: money(amounts[index] ?? 0) })),
    },
  }
}
