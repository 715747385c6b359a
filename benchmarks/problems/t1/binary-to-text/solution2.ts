export function binaryToText(bits: string): string {
  let text = ''
  for (const [byte] of bits.matchAll(/[01]{8}/g)) {
    let code = 0
    for (const bit of byte) code = 2 * code + Number(bit)
    text += String.fromCharCode(code)
  }
  return text
}
