export function stepTowards(_from: number, to: number): number {
  return to
}
