export function bitLength(n: number): number {
  return [...n.toString(2)].filter((digit) => digit === '1').length
}
