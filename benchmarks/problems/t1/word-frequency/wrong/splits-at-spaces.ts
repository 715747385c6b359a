export function wordFrequency(text: string): [string, number][] {
  const counts = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[^ ]+/g) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}
