export function commonPrefix(words: string[]): string {
  const first = words[0] ?? ''
  const second = words[1] ?? first
  let length = 0
  while (length < first.length && second[length] === first[length]) length++
  return first.slice(0, length)
}
