export function center(text: string, width: number): string {
  return text.padStart(width)
}
