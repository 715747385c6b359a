export function canMatch(text: string): boolean {
  let low = 0
  let high = 0
  for (const char of text) {
    low = low + (char === '(' ? 1 : -1)
    high += char === ')' ? -1 : 1
  }
  return low <= 0 && high >= low
}
