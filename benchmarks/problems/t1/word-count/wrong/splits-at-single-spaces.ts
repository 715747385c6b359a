export function wordCount(text: string): number {
  return text.split(' ').length
}
