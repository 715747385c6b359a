export function countOccurrences(text: string, part: string): number {
  return text.split(part).length - 1
}
