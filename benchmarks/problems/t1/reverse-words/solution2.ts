export function reverseWords(text: string): string {
  let result = ''
  for (const [word] of text.matchAll(/[^ ]+/g)) result = result === '' ? word : `${word} ${result}`
  return result
}
