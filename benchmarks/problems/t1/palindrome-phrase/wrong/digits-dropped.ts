export function isPalindrome(text: string): boolean {
  const clean = text.toLowerCase().replace(/[^a-z]/g, '')
  return clean === [...clean].reverse().join('')
}
