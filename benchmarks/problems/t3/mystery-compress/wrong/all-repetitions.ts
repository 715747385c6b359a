export function mystery(text: string): string {
  return [...new Set(text)].join('')
}
