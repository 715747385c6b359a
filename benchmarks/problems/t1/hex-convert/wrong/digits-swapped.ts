export function toHex(bytes: number[]): string {
  const digits = '0123456789abcdef'
  return bytes.map((byte) => digits[byte & 15]! + digits[byte >> 4]!).join('')
}
