export function mystery(text: string): string {
  return text.slice(0, 1) + text
}
