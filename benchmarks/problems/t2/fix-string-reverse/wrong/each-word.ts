export function reverseLetters(text: string): string {
  return text.replace(/[a-z]+/gi, (word) => [...word].reverse().join(''))
}
