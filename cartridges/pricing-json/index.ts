// Prices of the five usual models, in millionths of a unit of money, rounded once.

type JsonObject = { readonly [key: string]: Json }
type Tier = { upTo: bigint | null; price: bigint; fee: bigint }
type Line = { text: string; micros: bigint }

class BadInput extends Error {}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function micros(value: Json | undefined, name: string): bigint {
  const [, whole, part = ''] =
    (typeof value === 'string' && /^(\d{1,9})(?:\.(\d{1,6}))?$/.exec(value)) || []
  if (whole === undefined)
    throw new BadInput(`"${name}" must be decimal text with at most 6 places, like "0.05"`)
  return BigInt(whole + part.padEnd(6, '0'))
}

function count(value: Json | undefined, name: string, least: number): bigint {
  if (!Number.isSafeInteger(value) || Number(value) < least || Number(value) > 1e9)
    throw new BadInput(`"${name}" must be a whole number from ${least} to a billion`)
  return BigInt(Number(value))
}

/** Cents, rounded half up. */
function money(value: bigint): string {
  const digits = String((value + 5000n) / 10_000n).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const exact = (value: bigint) => {
  const digits = String(value).padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/(\.\d\d\d*?)0+$/, '$1')
}

function readTiers(value: Json | undefined): Tier[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 20)
    throw new BadInput('"tiers" must be a list of 1 to 20')
  let last = 0n
  return value.map((item, index) => {
    if (!isObject(item)) throw new BadInput(`tiers[${index}] must be an object`)
    const isLast = index === value.length - 1
    if (isLast !== (item.upTo === null))
      throw new BadInput(
        isLast ? 'the last tier must have "upTo": null' : `tiers[${index}].upTo must be a number`,
      )
    const upTo = item.upTo === null ? null : count(item.upTo, `tiers[${index}].upTo`, 1)
    if (upTo !== null && upTo <= last)
      throw new BadInput(`tiers[${index}].upTo must be above ${last}`)
    last = upTo ?? last
    return {
      upTo,
      price: micros(item.unitPrice, `tiers[${index}].unitPrice`),
      fee: micros(item.flatFee ?? '0', `tiers[${index}].flatFee`),
    }
  })
}

function linesOf(model: Json | undefined, quantity: bigint, body: JsonObject): Line[] {
  const price = () => micros(body.unitPrice, 'unitPrice')
  switch (model) {
    case 'flat':
      return [{ text: 'flat', micros: price() }]
    case 'unit':
      return [{ text: `${quantity} at ${exact(price())}`, micros: quantity * price() }]
    case 'package': {
      const size = count(body.packageSize, 'packageSize', 1)
      const packages = (quantity + size - 1n) / size
      return [
        {
          text: `${packages} packages of ${size} at ${exact(price())}`,
          micros: packages * price(),
        },
      ]
    }
    case 'volume':
      return volume(readTiers(body.tiers), quantity)
    case 'graduated': {
      let from = 0n
      return readTiers(body.tiers).flatMap(({ upTo, price: unit, fee }) => {
        const to = upTo === null || upTo > quantity ? quantity : upTo
        const inside = to - from
        from = to
        return inside > 0n
          ? [
              {
                text: `${inside} at ${exact(unit)}${fee > 0n ? ` plus ${exact(fee)}` : ''}`,
                micros: inside * unit + fee,
              },
            ]
          : []
      })
    }
    default:
      throw new BadInput('"model" must be flat, unit, package, volume or graduated')
  }
}

function volume(tiers: readonly Tier[], quantity: bigint): Line[] {
  const tier = tiers.find(({ upTo }) => upTo === null || quantity <= upTo)
  if (!tier || quantity === 0n) return []
  return [
    {
      text: `${quantity} at ${exact(tier.price)}${tier.fee > 0n ? ` plus ${exact(tier.fee)}` : ''}`,
      micros: quantity * tier.price + tier.fee,
    },
  ]
}

/** With volume pricing the first unit of a tier may cost less than the last of the one before. */
function cheaperAt(
  tiers: readonly Tier[],
  quantity: bigint,
  total: bigint,
): { quantity: number; total: string } | null {
  for (const { upTo } of tiers) {
    if (upTo === null || upTo < quantity) continue
    const there = volume(tiers, upTo + 1n)[0]?.micros ?? 0n
    if (there < total) return { quantity: Number(upTo + 1n), total: money(there) }
  }
  return null
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"model": "graduated", "quantity": 150, "tiers": [{"upTo": 100, "unitPrice": "0.10"}, {"upTo": null, "unitPrice": "0.05"}]}'
  try {
    if (!isObject(body)) throw new BadInput('the body must be a JSON object')
    const { model, currency = 'USD', discountPercent = 0 } = body
    if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency))
      throw new BadInput('"currency" must be like USD')
    if (typeof discountPercent !== 'number' || !(discountPercent >= 0 && discountPercent <= 100))
      throw new BadInput('"discountPercent" must be from 0 to 100')
    const quantity = count(body.quantity, 'quantity', 0)
    const lines = linesOf(model, quantity, body)
    const listed = lines.reduce((sum, line) => sum + line.micros, 0n)
    const off = (listed * BigInt(Math.round(discountPercent * 1000))) / 100_000n
    if (off > 0n) lines.push({ text: `${discountPercent} % off`, micros: -off })
    const minimum = micros(body.minimum ?? '0', 'minimum')
    const sum = listed - off
    if (sum < minimum) lines.push({ text: 'up to the minimum', micros: minimum - sum })
    const total = sum < minimum ? minimum : sum
    return {
      body: {
        total: money(total),
        currency,
        perUnit: quantity === 0n ? null : exact(total / quantity),
        lines: lines.map(({ text, micros: amount }) => ({
          text,
          amount: amount < 0n ? `-${money(-amount)}` : money(amount),
        })),
        cheaperAt: model === 'volume' ? cheaperAt(readTiers(body.tiers), quantity, listed) : null,
      },
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { status: 400, body: { error: error.message, hint } }
  }
}
