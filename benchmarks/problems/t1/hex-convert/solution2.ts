export function toHex(bytes: number[]): string {
  const digits = '0123456789abcdef'
  let text = ''
  for (const byte of bytes) text += digits[byte >> 4]! + digits[byte & 15]!
  return text
}
