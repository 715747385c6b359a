export function compress(text: string): string {
  const packed = text.replace(/(.)\1*/g, (run, letter) => `${letter}${run.length}`)
  return packed.length <= text.length ? packed : text
}
