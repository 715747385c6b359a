export function reverseWords(text: string): string {
  return text.trim().split(' ').reverse().join(' ')
}
