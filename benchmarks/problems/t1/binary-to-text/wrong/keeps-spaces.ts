export function binaryToText(bits: string): string {
  return bits === ''
    ? ''
    : String.fromCharCode(
        ...bits.split(' ').flatMap((byte) => [Number.parseInt(byte, 2), 32]),
      ).trimEnd()
}
