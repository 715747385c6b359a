export function mystery(text: string): string {
  const half = Math.floor(text.length / 2)
  return text.slice(half) + text.slice(0, half)
}
