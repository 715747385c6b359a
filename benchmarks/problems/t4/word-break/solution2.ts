export function splitWords(text: string, words: string[]): string[] | null {
  const hopeless = new Set<string>()
  const split = (rest: string): string[] | null => {
    if (rest === '') return []
    if (hopeless.has(rest)) return null
    for (const word of words) {
      const others = rest.startsWith(word) ? split(rest.slice(word.length)) : null
      if (others) return [word, ...others]
    }
    hopeless.add(rest)
    return null
  }
  return split(text)
}
