export function countOccurrences(text: string, part: string): number {
  return text.includes(part) ? 1 : 0
}
