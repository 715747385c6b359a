export function splitWords(text: string, words: string[]): string[] | null {
  const word = words.find((one) => text.startsWith(one))
  if (word === undefined) return []
  return [word, ...(splitWords(text.slice(word.length), words) ?? [])]
}
