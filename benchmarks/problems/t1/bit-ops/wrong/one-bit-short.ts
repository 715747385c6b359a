export function reverseBits(n: number, width: number): number {
  let result = 0
  for (let i = 0; i < width - 1; i++) result = (result << 1) | ((n >> i) & 1)
  return result
}
