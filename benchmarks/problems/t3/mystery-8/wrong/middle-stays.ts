export function mystery(text: string): string {
  const half = text.length >> 1
  return text.slice(text.length - half) + text.slice(half, text.length - half) + text.slice(0, half)
}
