export function reverse(text: string): string {
  return text.length < 2 ? text : text.slice(-1) + text.slice(1, -1) + text.charAt(0)
}
