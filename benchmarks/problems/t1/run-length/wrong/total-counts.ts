export function encode(text: string): string {
  return [...new Set(text)].map((letter) => `${text.split(letter).length - 1}${letter}`).join('')
}
