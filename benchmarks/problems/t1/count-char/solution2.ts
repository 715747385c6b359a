export function countChar(text: string, char: string): number {
  return [...text].filter((c) => c === char).length
}
