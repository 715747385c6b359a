export function divide(a: string, b: string): { quotient: string; remainder: string } {
  if (b === '0') throw new RangeError('division by zero')
  const [x, y] = [Number(a), Number(b)]
  return { quotient: String(Math.floor(x / y)), remainder: String(x % y) }
}
