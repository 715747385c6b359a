export function tokens(text: string): string[] {
  const isDigit = (char: string) => char >= '0' && char <= '9'
  const isLetter = (char: string) => char >= 'a' && char <= 'z'
  const found: string[] = []
  let at = 0
  while (at < text.length) {
    const start = at++
    const first = text.charAt(start)
    if (first === ' ') continue
    if (isDigit(first)) while (isDigit(text.charAt(at))) at++
    else if (isLetter(first)) while (isLetter(text.charAt(at)) || isDigit(text.charAt(at))) at++
    else if ('<>=!'.includes(first) && text.charAt(at) === '=') at++
    found.push(text.slice(start, at))
  }
  return found
}
