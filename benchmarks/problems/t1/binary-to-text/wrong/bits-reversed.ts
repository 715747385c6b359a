export function binaryToText(bits: string): string {
  return bits === ''
    ? ''
    : String.fromCharCode(
        ...bits.split(' ').map((byte) => Number.parseInt([...byte].reverse().join(''), 2)),
      )
}
