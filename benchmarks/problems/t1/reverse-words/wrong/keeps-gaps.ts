export function reverseWords(text: string): string {
  return text.split(' ').reverse().join(' ')
}
