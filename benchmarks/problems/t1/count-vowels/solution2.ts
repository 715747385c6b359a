export function countVowels(text: string): number {
  return text.match(/[aeiou]/gi)?.length ?? 0
}
