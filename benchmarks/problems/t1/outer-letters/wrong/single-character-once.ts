export function outer(text: string): string {
  return text.length < 2 ? text : text.slice(0, 1) + text.slice(-1)
}
