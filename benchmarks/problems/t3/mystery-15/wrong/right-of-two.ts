export function mystery(text: string): string {
  return text.charAt(text.length >> 1)
}
