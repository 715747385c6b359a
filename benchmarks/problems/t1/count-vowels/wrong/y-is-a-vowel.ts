export function countVowels(text: string): number {
  return [...text.toLowerCase()].filter((letter) => 'aeiouy'.includes(letter)).length
}
