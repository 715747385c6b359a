export function evaluate(text: string): number {
  const tokens = text.match(/\d+|[-+*()]/g) ?? []
  let at = 0
  const product = (): number => {
    const left = sum()
    if (tokens[at] !== '*') return left
    at++
    return left * product()
  }
  const sum = (): number => {
    let value = atom()
    for (;;) {
      const operator = tokens[at]
      if (operator !== '+' && operator !== '-') return value
      at++
      value += operator === '+' ? atom() : -atom()
    }
  }
  const atom = (): number => {
    const token = tokens[at++]
    if (token !== '(') return Number(token)
    const value = product()
    at++
    return value
  }
  return product()
}
