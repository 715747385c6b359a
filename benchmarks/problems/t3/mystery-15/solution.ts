export function mystery(text: string): string {
  return text.slice((text.length - 1) >> 1, (text.length >> 1) + 1)
}
