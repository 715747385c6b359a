export function swapCase(text: string): string {
  return text.toUpperCase()
}
