/** Adding 1010... and taking it away bit by bit turns base two into base minus two. */
const mask = 0xaaaaaaaa

export function toBaseNeg2(n: number): string {
  return (((n + mask) ^ mask) >>> 0).toString(2)
}

export function fromBaseNeg2(digits: string): number {
  return ((Number.parseInt(digits, 2) ^ mask) >>> 0) - mask
}
