export function reverseLetters(text: string): string {
  return [...text].reverse().join('')
}
