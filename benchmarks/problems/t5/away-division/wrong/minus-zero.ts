export function divideAway(a: number, b: number): [quotient: number, remainder: number] {
  if (b === 0) throw new RangeError('division by zero')
  const quotient = a / b > 0 ? Math.ceil(a / b) : Math.floor(a / b)
  return [quotient, a - b * quotient]
}
