export function isPangram(text: string): boolean {
  return new Set(text.toLowerCase().match(/[a-z]/g)).size === 26
}
