export function isEmail(text: string): boolean {
  return text.includes('@') && text.includes('.')
}
