export function swapCase(text: string): string {
  return text.replace(/[A-Za-z]/, (c) => (c > 'Z' ? c.toUpperCase() : c.toLowerCase()))
}
