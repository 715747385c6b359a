export function toHex(bytes: number[]): string {
  return bytes.map((byte) => byte.toString(16).trim()).join('')
}
