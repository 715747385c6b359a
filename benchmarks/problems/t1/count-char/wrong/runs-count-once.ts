export function countLetter(text: string, letter: string): number {
  return (text.toLowerCase().match(new RegExp(`${letter.toLowerCase()}+`, 'g')) ?? []).length
}
