export function mystery(text: string): string {
  return text.slice(2) + text.slice(0, 2)
}
