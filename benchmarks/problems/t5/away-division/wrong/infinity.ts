export function divideAway(a: number, b: number): [quotient: number, remainder: number] {
  const quotient = a / b > 0 ? Math.ceil(a / b) : Math.floor(a / b) + 0
  return [quotient, a - b * quotient]
}
