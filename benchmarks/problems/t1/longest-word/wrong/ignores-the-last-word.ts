export function longestWord(text: string): string {
  return text
    .split(' ')
    .slice(0, -1)
    .reduce((best, word) => (word.length > best.length ? word : best), '')
}
