export function commonPrefix(words: string[]): string {
  const first = words[0] ?? ''
  let length = 0
  while (length < first.length && words.every((word) => word[length] === first[length])) length++
  return first.slice(0, length)
}
