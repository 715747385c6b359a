export function countChar(text: string, char: string): number {
  return text.toLowerCase().split(char.toLowerCase()).length - 1
}
