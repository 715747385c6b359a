export function commonPrefix(words: string[]): string {
  return words.reduce((best, word) => (word.length < best.length ? word : best), words[0] ?? '')
}
