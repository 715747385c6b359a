export function removeVowels(text: string): string {
  return [...text].filter((letter) => !'aeiouAEIOU'.includes(letter)).join('')
}
