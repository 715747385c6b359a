export function canMatch(text: string): boolean {
  let depth = 0
  for (const char of text) {
    if (char === '(') depth++
    else if (char === ')') depth--
    if (depth < 0) return false
  }
  return depth === 0
}
