export function encode(text: string): string {
  return text.replace(/(.)\1*/g, (run, letter) =>
    run.length > 1 ? `${run.length}${letter}` : letter,
  )
}
