export function reverseBits(n: number, width: number): number {
  return ~n & ((1 << width) - 1)
}
