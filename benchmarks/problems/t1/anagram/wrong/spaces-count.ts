export function isAnagram(a: string, b: string): boolean {
  const sorted = (text: string) => [...text.toLowerCase().trim()].sort().join('')
  return sorted(a) === sorted(b)
}
