export function mystery(words: string[]): string {
  return words.map((word) => [...word].sort().at(-1) ?? '').join('')
}
