export function countLetter(text: string, letter: string): number {
  const both = [letter.toLowerCase(), letter.toUpperCase()]
  return [...text].filter((c) => both.includes(c)).length
}
