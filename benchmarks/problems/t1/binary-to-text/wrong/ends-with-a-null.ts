export function binaryToText(bits: string): string {
  return String.fromCharCode(...bits.split(' ').map((byte) => Number.parseInt(byte || '0', 2)))
}
