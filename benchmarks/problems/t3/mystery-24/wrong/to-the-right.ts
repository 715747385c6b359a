export function mystery(text: string, n: number): string {
  const by = n % text.length
  return text.slice(text.length - by) + text.slice(0, text.length - by)
}
