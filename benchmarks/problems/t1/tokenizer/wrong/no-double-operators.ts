export function tokenize(text: string): string[] | null {
  const tokens: string[] = []
  let rest = text.replace(/^ +/, '')
  while (rest !== '') {
    const token = /^(\d+|[A-Za-z_]\w*|[-+*/=<>!()])/.exec(rest)?.[0]
    if (token === undefined) return null
    tokens.push(token)
    rest = rest.slice(token.length).replace(/^ +/, '')
  }
  return tokens
}
