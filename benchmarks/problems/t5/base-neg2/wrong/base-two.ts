export function toBaseNeg2(n: number): string {
  return n.toString(2)
}

export function fromBaseNeg2(digits: string): number {
  return Number.parseInt(digits, 2)
}
