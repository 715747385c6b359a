export function divideAway(a: number, b: number): [quotient: number, remainder: number] {
  if (b === 0) throw new RangeError('division by zero')
  const quotient = Math.trunc(a / b) + 0
  return [quotient, a - b * quotient]
}
