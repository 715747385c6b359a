export function reverseLetters(text: string): string {
  const letters = text.match(/[a-z]/gi) ?? []
  return text.replace(/[a-z]/gi, () => letters.pop() ?? '')
}
