/** Texts without leading zeros. */
const isLess = (a: string, b: string) => (a.length === b.length ? a < b : a.length < b.length)

const trim = (digits: string) => digits.replace(/^0+(?=\d)/, '')

function subtract(a: string, b: string): string {
  let [result, borrow] = ['', 0]
  for (let i = 1; i <= a.length; i++) {
    const digit = Number(a.at(-i)) - Number(b.at(-i) ?? 0) - borrow
    borrow = digit < 0 ? 1 : 0
    result = digit + 10 * borrow + result
  }
  return trim(result)
}

export function divide(a: string, b: string): { quotient: string; remainder: string } {
  if (b === '0') throw new RangeError('division by zero')
  let [quotient, remainder] = ['', '0']
  for (const digit of a) {
    remainder = trim(remainder + digit)
    let times = 0
    for (; !isLess(remainder, b); times++) remainder = subtract(remainder, b)
    quotient += times
  }
  return { quotient, remainder }
}
