export function mystery(text: string): string {
  return [...text].sort().reverse().join('')
}
