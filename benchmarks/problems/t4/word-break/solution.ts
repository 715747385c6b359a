export function splitWords(text: string, words: string[]): string[] | null {
  const ways: (string[] | null)[] = [[]]
  for (let end = 1; end <= text.length; end++) {
    const last = words.find((word) => ways[end - word.length] && text.slice(0, end).endsWith(word))
    ways[end] = last === undefined ? null : [...ways[end - last.length]!, last]
  }
  return ways[text.length] ?? null
}
