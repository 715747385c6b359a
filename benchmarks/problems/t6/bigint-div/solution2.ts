/** Limbs of four digits, the smallest first; the quotient is found limb by limb by halving an interval. */
const base = 10000

function read(text: string): number[] {
  const limbs: number[] = []
  for (let end = text.length; end > 0; end -= 4)
    limbs.push(Number(text.slice(Math.max(0, end - 4), end)))
  return limbs
}

function write(limbs: number[]): string {
  const text = [...limbs]
    .reverse()
    .map((limb) => String(limb).padStart(4, '0'))
    .join('')
  return text.replace(/^0+/, '') || '0'
}

/** value - factor * other, or null when that is negative. */
function minus(value: number[], other: number[], factor: number): number[] | null {
  const result: number[] = []
  let carry = 0
  for (let i = 0; i < Math.max(value.length, other.length); i++) {
    const sum = (value[i] ?? 0) - factor * (other[i] ?? 0) + carry
    carry = Math.floor(sum / base)
    result.push(sum - carry * base)
  }
  return carry < 0 ? null : result
}

export function divide(a: string, b: string): { quotient: string; remainder: string } {
  const divisor = read(b)
  if (divisor.every((limb) => limb === 0)) throw new Error('cannot divide by zero')
  const quotient: number[] = []
  let remainder: number[] = []
  for (const limb of read(a).reverse()) {
    remainder = [limb, ...remainder]
    let [low, high] = [0, base]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (minus(remainder, divisor, middle)) low = middle
      else high = middle
    }
    remainder = minus(remainder, divisor, low) ?? []
    quotient.unshift(low)
  }
  return { quotient: write(quotient), remainder: write(remainder) }
}
