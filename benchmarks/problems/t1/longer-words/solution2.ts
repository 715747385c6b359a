export function longerThan(words: string[], length: number): string[] {
  return words.flatMap((word) => (word.slice(length) === '' ? [] : [word]))
}
