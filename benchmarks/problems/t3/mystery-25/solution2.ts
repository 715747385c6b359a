export function mystery(words: string[]): string {
  let result = ''
  for (const word of words) result += word[word.length - 1] ?? ''
  return result
}
