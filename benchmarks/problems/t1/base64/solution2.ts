export function toBase64(bytes: number[]): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const sextets = bits.match(/.{1,6}/g) ?? []
  const text = sextets.map((six) => alphabet[Number.parseInt(six.padEnd(6, '0'), 2)]!).join('')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}
