export function splitWords(text: string, words: string[]): string[] | null {
  if (text === '') return []
  for (const [i, word] of words.entries()) {
    const rest = text.startsWith(word)
      ? splitWords(text.slice(word.length), words.toSpliced(i, 1))
      : null
    if (rest) return [word, ...rest]
  }
  return null
}
