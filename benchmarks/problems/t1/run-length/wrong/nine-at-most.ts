export function encode(text: string): string {
  return text.replace(/(.)\1{0,8}/g, (run, letter) => `${run.length}${letter}`)
}
