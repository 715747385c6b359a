export function commonSubsequence(a: string, b: string): string {
  let at = 0
  let part = ''
  for (const char of a) {
    const found = b.indexOf(char, at)
    if (found < 0) continue
    part += char
    at = found + 1
  }
  return part
}
