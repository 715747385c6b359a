export function splitWords(text: string, words: string[]): string[] | null {
  const answer: string[] = []
  let rest = text
  while (rest !== '') {
    const fitting = words.filter((word) => rest.startsWith(word))
    const word = fitting.sort((a, b) => b.length - a.length)[0]
    if (word === undefined) return null
    answer.push(word)
    rest = rest.slice(word.length)
  }
  return answer
}
