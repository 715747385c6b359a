export function mystery(text: string): string {
  const shorter = text.length >> 1
  return text.substring(text.length - shorter) + text.substring(0, text.length - shorter)
}
