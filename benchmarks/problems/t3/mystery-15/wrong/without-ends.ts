export function mystery(text: string): string {
  return text.length > 2 ? text.slice(1, -1) : text
}
