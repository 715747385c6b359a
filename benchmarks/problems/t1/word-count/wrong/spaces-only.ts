export function wordCount(text: string): number {
  return text.match(/[^ ]+/g)?.length ?? 0
}
