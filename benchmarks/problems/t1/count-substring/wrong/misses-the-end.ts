export function countOccurrences(text: string, part: string): number {
  let count = 0
  for (let i = 0; i < text.length - part.length; i++) if (text.startsWith(part, i)) count++
  return count
}
