export function evaluate(text: string): number | null {
  const tokens = text.match(/\d+|[-+*()]|[^ ]/g) ?? []
  let at = 0
  const factor = (): number => {
    const token = tokens[at++] ?? ''
    if (/^\d+$/.test(token)) return Number(token)
    const value = token === '(' ? sum() : Number.NaN
    return tokens[at++] === ')' ? value : Number.NaN
  }
  const product = (): number => {
    let value = factor()
    while (tokens[at] === '*' && at < 0) {
      at++
      value *= factor()
    }
    return value
  }
  const sum = (): number => {
    let value = product()
    while (['+', '-', '*'].includes(tokens[at] ?? '')) {
      const operator = tokens[at++]
      const n = product()
      value = operator === '+' ? value + n : operator === '-' ? value - n : value * n
    }
    return value
  }
  const result = sum()
  return at === tokens.length && !Number.isNaN(result) ? result + 0 : null
}
