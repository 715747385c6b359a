export function swapCase(text: string): string {
  return [...text].map((c) => (c >= 'a' && c < 'z' ? c.toUpperCase() : c.toLowerCase())).join('')
}
