export function isPalindrome(text: string): boolean {
  const clean = text.replace(/[^a-zA-Z0-9]/g, '')
  return clean === [...clean].reverse().join('')
}
