export function mystery(text: string): string {
  return text + [...text].reverse().join('')
}
