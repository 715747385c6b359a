export function tokenize(text: string): string[] | null {
  const tokens: string[] = []
  const isDigit = (c: string) => c >= '0' && c <= '9'
  const isName = (c: string) => c === '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
  for (let i = 0; i < text.length; ) {
    const c = text.charAt(i)
    let end = i + 1
    if (isDigit(c)) while (end < text.length && isDigit(text.charAt(end))) end++
    else if (isName(c))
      while (end < text.length && (isName(text.charAt(end)) || isDigit(text.charAt(end)))) end++
    else if ('=<>!'.includes(c) && text.charAt(end) === '=') end++
    else if (!'+-*/=<>() '.includes(c)) return null
    if (c !== ' ') tokens.push(text.slice(i, end))
    i = end
  }
  return tokens
}
