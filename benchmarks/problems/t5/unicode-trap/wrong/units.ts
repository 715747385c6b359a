export function countCharacters(text: string): number {
  return text.length
}

export function reverseCharacters(text: string): string {
  return text.split('').reverse().join('')
}
