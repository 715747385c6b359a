export function evaluateRpn(text: string): number | null {
  const stack: number[] = []
  for (const word of text.split(' ')) {
    if (/^-?\d+$/.test(word)) {
      stack.push(Number(word))
      continue
    }
    const [b, a] = [stack.pop(), stack.pop()]
    if (a === undefined || b === undefined) return null
    if (word === '+') stack.push(a + b)
    else if (word === '-') stack.push(a - b)
    else if (word === '*') stack.push(a * b + 0)
    else if (word === '/' && b !== 0) stack.push(Math.trunc(a / b) + 0)
    else return null
  }
  return stack.length > 0 ? stack.at(-1)! : null
}
