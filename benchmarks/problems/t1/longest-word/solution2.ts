export function longestWord(text: string): string {
  const words = text.split(' ')
  const longest = Math.max(...words.map((word) => word.length))
  return words.find((word) => word.length === longest) ?? ''
}
