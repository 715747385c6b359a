export function phrase(words: string[]): string {
  let result = ''
  for (let i = 0; i < words.length; i++) {
    if (i > 0) result += i === words.length - 1 ? ' and ' : ', '
    result += words[i]
  }
  return result
}
