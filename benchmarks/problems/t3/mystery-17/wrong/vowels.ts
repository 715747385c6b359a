export function mystery(text: string): number[] {
  return text.split(' ').map((word) => (word.match(/[aeiou]/g) ?? []).length)
}
