export function reverse(text: string): string {
  return [...text].sort().reverse().join('')
}
