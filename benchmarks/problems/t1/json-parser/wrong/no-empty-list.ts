export type Nested = number | Nested[]

export function parseList(text: string): Nested | null {
  const tokens = text.match(/-?\d+|[^ ]/g) ?? []
  const read = (): Nested | null => {
    const token = tokens.shift() ?? ''
    if (/^(0|-?[1-9]\d*)$/.test(token)) return Number(token)
    if (token !== '[') return null
    const list: Nested[] = []
    if (tokens[0] === ']]') {
      tokens.shift()
      return list
    }
    for (;;) {
      const item = read()
      if (item === null) return null
      list.push(item)
      const next = tokens.shift()
      if (next === ']') return list
      if (next !== ',') return null
    }
  }
  const value = read()
  return tokens.length === 0 ? value : null
}
