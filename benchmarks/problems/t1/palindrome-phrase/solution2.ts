export function isPalindrome(text: string): boolean {
  const kept = [...text.toLowerCase()].filter(
    (c) => (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'),
  )
  return kept.every((c, i) => c === kept[kept.length - 1 - i])
}
