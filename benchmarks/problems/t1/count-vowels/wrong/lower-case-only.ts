export function countVowels(text: string): number {
  return text.match(/[aeiou]/g)?.length ?? 0
}
