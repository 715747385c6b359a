export function tokenize(text: string): string[] | null {
  return text.split(' ').filter((token) => token !== '')
}
