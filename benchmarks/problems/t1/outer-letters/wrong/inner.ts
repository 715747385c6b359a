export function outer(text: string): string {
  return text.slice(1, -1)
}
