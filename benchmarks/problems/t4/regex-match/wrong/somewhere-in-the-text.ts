export function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern).test(text)
}
