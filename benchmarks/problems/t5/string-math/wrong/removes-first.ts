export function calculate(expression: string): string {
  const [first = '', ...rest] = expression.split(' ')
  let value = first
  for (let i = 0; i < rest.length; i += 2) {
    const word = rest[i + 1]!
    if (rest[i] === '+') value += [...new Set(word)].filter((c) => !value.includes(c)).join('')
    else if (rest[i] === '*') value = value.repeat(new Set(word).size)
    else
      for (const letter of word) {
        const at = value.indexOf(letter)
        if (at >= 0) value = value.slice(0, at) + value.slice(at + 1)
      }
  }
  return value
}
