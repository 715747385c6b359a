export function toBaseNeg2(n: number): string {
  let digits = ''
  do {
    const digit = n % 2
    digits = digit + digits
    n = (n - digit) / -2
  } while (n !== 0)
  return digits
}

export function fromBaseNeg2(digits: string): number {
  return [...digits].reduce((value, digit) => value * -2 + Number(digit), 0)
}
