export function countChar(text: string, char: string): number {
  return text.indexOf(char)
}
