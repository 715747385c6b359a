export function longestWord(text: string): string {
  return text.split(' ').reduce((best, word) => (word.length >= best.length ? word : best), '')
}
