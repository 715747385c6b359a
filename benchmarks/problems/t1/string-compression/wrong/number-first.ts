export function compress(text: string): string {
  const packed = text.replace(/(.)\1*/g, (run, letter) => `${run.length}${letter}`)
  return packed.length < text.length ? packed : text
}
