export function reverseWords(text: string): string {
  return [...text.trim()].reverse().join('')
}
