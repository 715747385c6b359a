export function longerThan(words: string[], length: number): string[] {
  return words.filter((word) => word.length > length).toSorted((a, b) => a.length - b.length)
}
