export function isPangram(text: string): boolean {
  return new Set(text.toLowerCase()).size >= 26
}
