export function encode(text: string): string {
  return text.replace(/(.)\1*/g, (run, letter) => `${letter}${run.length}`)
}
