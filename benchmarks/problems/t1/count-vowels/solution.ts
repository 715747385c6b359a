export function countVowels(text: string): number {
  return [...text.toLowerCase()].filter((letter) => 'aeiou'.includes(letter)).length
}
