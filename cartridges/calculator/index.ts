// A calculator without rounding errors: every number is a fraction of two whole numbers, so 0.1 + 0.2 is
// 0.3 and a third times three is one. Only the printed decimal is rounded, and it says whether it was.

type Fraction = { readonly top: bigint; readonly bottom: bigint }
type JsonObject = { readonly [key: string]: Json }

class Mistake extends Error {}

const maxDigits = 2_000

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

function fraction(top: bigint, bottom: bigint): Fraction {
  if (bottom === 0n) throw new Mistake('division by zero')
  const by = gcd(top, bottom < 0n ? -bottom : bottom) * (bottom < 0n ? -1n : 1n)
  const made = { top: top / by, bottom: bottom / by }
  if (String(made.top).length + String(made.bottom).length > maxDigits)
    throw new Mistake('the number grows too long')
  return made
}

function power(base: Fraction, exponent: Fraction): Fraction {
  if (exponent.bottom !== 1n) throw new Mistake('an exponent must be whole')
  const size = exponent.top < 0n ? -exponent.top : exponent.top
  if (size > 1_000n) throw new Mistake('an exponent must be from -1000 to 1000')
  const length = BigInt(Math.max(String(base.top).length, String(base.bottom).length) - 1)
  if (length * size > BigInt(maxDigits)) throw new Mistake('the number grows too long')
  const [top, bottom] = [base.top ** size, base.bottom ** size]
  return exponent.top < 0n ? fraction(bottom, top) : fraction(top, bottom)
}

function evaluate(expression: string, variables: ReadonlyMap<string, Fraction>): Fraction {
  const tokens = expression.match(/\d+(?:\.\d+)?|\.\d+|[a-z_]\w*|\S/gi) ?? []
  let at = 0
  let depth = 0

  function atom(): Fraction {
    const token = tokens[at++]
    if (token === undefined) throw new Mistake('the expression ends too early')
    if (token === '(') {
      if (++depth > 50) throw new Mistake('too many brackets within each other')
      const inner = sum()
      depth--
      if (tokens[at++] !== ')') throw new Mistake('a bracket is not closed')
      return inner
    }
    if (/^[\d.]+$/.test(token) && token !== '.') return decimal(token)
    const value = variables.get(token)
    if (value) return value
    throw new Mistake(`"${token}" is not understood here`)
  }

  function raised(): Fraction {
    let base = atom()
    while (tokens[at] === '%') {
      at++
      base = fraction(base.top, base.bottom * 100n)
    }
    if (tokens[at] !== '^') return base
    at++
    return power(base, signed())
  }

  function signed(): Fraction {
    const sign = tokens[at]
    if (sign !== '-' && sign !== '+') return raised()
    at++
    if (++depth > 50) throw new Mistake('too many signs after each other')
    const { top, bottom } = signed()
    depth--
    return sign === '-' ? { top: -top, bottom } : { top, bottom }
  }

  function product(): Fraction {
    let left = signed()
    while (tokens[at] === '*' || tokens[at] === '/') {
      const isTimes = tokens[at++] === '*'
      const { top, bottom } = signed()
      left = isTimes
        ? fraction(left.top * top, left.bottom * bottom)
        : fraction(left.top * bottom, left.bottom * top)
    }
    return left
  }

  function sum(): Fraction {
    let left = product()
    while (tokens[at] === '+' || tokens[at] === '-') {
      const sign = tokens[at++] === '+' ? 1n : -1n
      const { top, bottom } = product()
      left = fraction(left.top * bottom + sign * top * left.bottom, left.bottom * bottom)
    }
    return left
  }

  const result = sum()
  if (at < tokens.length) throw new Mistake(`"${tokens[at]}" is not understood here`)
  return result
}

function decimal(text: string): Fraction {
  const [whole = '', part = ''] = text.split('.')
  return fraction(BigInt(whole + part), 10n ** BigInt(part.length))
}

/** Rounded half away from zero to `places`, without trailing zeros. */
function print({ top, bottom }: Fraction, places: number): string {
  const size = (top < 0n ? -top : top) * 10n ** BigInt(places)
  const digits = String((size * 2n + bottom) / (bottom * 2n)).padStart(places + 1, '0')
  const cut = digits.length - places
  const part = digits.slice(cut).replace(/0+$/, '')
  const shown = part === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${part}`
  return top < 0n && shown !== '0' ? `-${shown}` : shown
}

function readVariables(given: Json): Map<string, Fraction> {
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new Mistake('"variables" must be an object of decimals like {"x": "1.5"}')
  const found = new Map<string, Fraction>()
  for (const [name, value] of Object.entries(given).slice(0, 50)) {
    const [, minus, size] = /^(-?)(\d{1,50}(?:\.\d{1,50})?)$/.exec(String(value)) ?? []
    if (size === undefined) throw new Mistake(`the variable "${name}" must be a decimal`)
    const { top, bottom } = decimal(size)
    found.set(name, { top: minus ? -top : top, bottom })
  }
  return found
}

export function handle({ query, body }: Request): Response {
  const given: JsonObject =
    body !== null && typeof body === 'object' && !Array.isArray(body) ? body : query
  const { expression, variables = {}, places = '20' } = given
  try {
    if (typeof expression !== 'string' || expression.length > 500)
      throw new Mistake('"expression" must be text of at most 500 characters')
    if (!/^([1-9]?\d|100)$/.test(String(places)))
      throw new Mistake('"places" must be a whole number from 0 to 100')
    const value = evaluate(expression, readVariables(variables))
    const shown = print(value, Number(places))
    const [whole = '', part = ''] = shown.replace('-', '').split('.')
    const isExact =
      BigInt(whole + part) * value.bottom ===
      (value.top < 0n ? -value.top : value.top) * 10n ** BigInt(part.length)
    return {
      body: { value: shown, isExact, fraction: `${value.top}/${value.bottom}` },
    }
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const hint = '?expression=(1+2)*3^2/7, with + - * / ^ % and brackets; a + in a URL is %2B'
    return { status: 400, body: { error: error.message, hint } }
  }
}
