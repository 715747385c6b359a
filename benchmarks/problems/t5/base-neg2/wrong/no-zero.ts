export function toBaseNeg2(n: number): string {
  let digits = ''
  while (n !== 0) {
    const digit = Math.abs(n % 2)
    digits = digit + digits
    n = (n - digit) / -2
  }
  return digits
}

export function fromBaseNeg2(digits: string): number {
  return [...digits].reduce((value, digit) => value * -2 + Number(digit), 0)
}
