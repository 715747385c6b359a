export function wordCount(text: string): number {
  return text.match(/[ \t\n]+/g)?.length ?? 0
}
