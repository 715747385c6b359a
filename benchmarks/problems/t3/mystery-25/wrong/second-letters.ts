export function mystery(words: string[]): string {
  return words.map((word) => word.charAt(1)).join('')
}
