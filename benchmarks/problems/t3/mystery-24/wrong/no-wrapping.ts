export function mystery(text: string, n: number): string {
  return text.slice(n) + text.slice(0, n)
}
