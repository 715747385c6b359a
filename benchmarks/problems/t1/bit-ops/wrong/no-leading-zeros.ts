export function reverseBits(n: number, _width: number): number {
  return Number.parseInt([...n.toString(2)].reverse().join(''), 2)
}
