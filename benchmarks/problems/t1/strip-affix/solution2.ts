export function unwrap(text: string, prefix: string): string {
  for (let i = 0; i < prefix.length; i++) if (text[i] !== prefix[i]) return text
  return text.substring(prefix.length)
}
