export function capitalize(text: string): string {
  return text.toUpperCase()
}
