export function countVowels(text: string): number {
  return [...text.toLowerCase()].filter((letter) => 'aeio'.includes(letter)).length
}
