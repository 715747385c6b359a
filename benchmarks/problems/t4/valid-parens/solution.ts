export function canMatch(text: string): boolean {
  let low = 0
  let high = 0
  for (const char of text) {
    low = Math.max(0, low + (char === '(' ? 1 : -1))
    high += char === ')' ? -1 : 1
    if (high < 0) return false
  }
  return low === 0
}
