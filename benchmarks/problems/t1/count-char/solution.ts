export function countChar(text: string, char: string): number {
  return text.split(char).length - 1
}
