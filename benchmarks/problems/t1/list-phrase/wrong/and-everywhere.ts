export function phrase(words: string[]): string {
  return words.join(' and ')
}
