export function reverseLetters(text: string): string {
  const chars = [...text]
  const isLetter = (char = '') => /[a-z]/.test(char)
  let left = 0
  let right = chars.length - 1
  while (left < right) {
    if (!isLetter(chars[left])) left++
    else if (!isLetter(chars[right])) right--
    else {
      const letter = chars[left]!
      chars[left++] = chars[right]!
      chars[right--] = letter
    }
  }
  return chars.join('')
}
