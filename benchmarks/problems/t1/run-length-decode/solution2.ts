export function decode(code: string): string {
  let result = ''
  let count = ''
  for (const c of code) {
    if (c >= '0' && c <= '9') count += c
    else {
      result += c.repeat(count === '' ? 1 : Number(count))
      count = ''
    }
  }
  return result
}
