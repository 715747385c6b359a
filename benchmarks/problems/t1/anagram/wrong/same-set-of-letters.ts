export function isAnagram(a: string, b: string): boolean {
  const letters = (text: string) =>
    [...new Set(text.toLowerCase().replaceAll(' ', ''))].sort().join('')
  return letters(a) === letters(b)
}
