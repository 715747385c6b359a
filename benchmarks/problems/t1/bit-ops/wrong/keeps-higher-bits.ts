export function reverseBits(n: number, width: number): number {
  const bits = n.toString(2).padStart(width, '0')
  return Number.parseInt([...bits].reverse().join(''), 2)
}
