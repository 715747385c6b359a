export function divideAway(a: number, b: number): [quotient: number, remainder: number] {
  if (b === 0) throw new Error('cannot divide by zero')
  const [dividend, divisor] = [BigInt(a), BigInt(b)]
  let quotient = dividend / divisor
  if (dividend % divisor !== 0n) quotient += dividend < 0n === divisor < 0n ? 1n : -1n
  return [Number(quotient), Number(dividend - divisor * quotient)]
}
