export function countChar(text: string, char: string): number {
  return [...text].filter((c, i) => c === char && text[i - 1] !== char).length
}
