export function longestWord(text: string): string {
  return text.split(' ').reduce((best, word) => (word > best ? word : best), '')
}
