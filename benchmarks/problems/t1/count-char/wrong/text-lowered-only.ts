export function countLetter(text: string, letter: string): number {
  return text.toLowerCase().split(letter).length - 1
}
