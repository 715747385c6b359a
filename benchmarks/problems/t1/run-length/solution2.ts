export function encode(text: string): string {
  let result = ''
  let start = 0
  for (let i = 1; i <= text.length; i++) {
    if (text[i] === text[start]) continue
    result += String(i - start) + text[start]
    start = i
  }
  return result
}
