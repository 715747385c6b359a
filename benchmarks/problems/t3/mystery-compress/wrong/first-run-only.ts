export function mystery(text: string): string {
  return text.replace(/(.)\1+/, '$1')
}
