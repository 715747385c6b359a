export function countLetter(text: string, letter: string): number {
  return text.toLowerCase().split(letter.toLowerCase()).length
}
