export function rot13(text: string): string {
  return text.replace(/[a-z]/g, (c) =>
    String.fromCharCode(c.charCodeAt(0) + (c.toLowerCase() < 'n' ? 13 : -13)),
  )
}
