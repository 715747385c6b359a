export function mystery(text: string): number {
  return new Set(text.replace(/[^a-z]/gi, '')).size
}
