export function countOccurrences(text: string, part: string): number {
  let count = 0
  let at = text.indexOf(part)
  while (at !== -1) {
    count++
    at = text.indexOf(part, at + 1)
  }
  return count
}
