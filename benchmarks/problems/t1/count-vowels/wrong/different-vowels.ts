export function countVowels(text: string): number {
  return new Set(text.toLowerCase().match(/[aeiou]/g) ?? []).size
}
