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
    const left = atom()
    const operator = tokens[at]
    if (operator !== '+' && operator !== '-') return left
    at++
    return operator === '+' ? left + sum() : left - sum()
  }
  const atom = (): number => {
    const token = tokens[at++]
    if (token !== '(') return Number(token)
    const value = sum()
    at++
    return value
  }
  return product()
}
