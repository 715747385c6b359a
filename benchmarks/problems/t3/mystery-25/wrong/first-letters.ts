export function mystery(words: string[]): string {
  return words.map((word) => word.slice(0, 1)).join('')
}
