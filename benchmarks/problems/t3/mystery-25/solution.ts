export function mystery(words: string[]): string {
  return words.map((word) => word.slice(-1)).join('')
}
