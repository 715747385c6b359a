export function reverseBits(n: number, width: number): number {
  const bits = n.toString(2).padStart(width, '0').slice(-width)
  return Number.parseInt([...bits].reverse().join(''), 2)
}
