export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (c) => String.fromCharCode(c.charCodeAt(0) + 13))
}
