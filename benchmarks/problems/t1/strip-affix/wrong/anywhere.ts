export function unwrap(text: string, prefix: string): string {
  return text.replace(prefix, '')
}
