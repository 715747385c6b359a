export function splitWords(text: string, words: string[]): string[] | null {
  const answer = words.filter((word) => text.includes(word))
  return answer.join('').length >= text.length ? answer : null
}
