type Operator = (a: string[], b: string[]) => string[]

const isFirst = (letter: string, index: number, list: string[]) => list.indexOf(letter) === index

const operators: { [name: string]: Operator } = {
  '+': (a, b) => [...a, ...b.filter(isFirst).filter((letter) => !a.includes(letter))],
  '*': (a, b) => b.filter(isFirst).flatMap(() => a),
  '-': (a, b) => {
    const debts = [...b]
    const isKept = (letter: string) => {
      const at = debts.indexOf(letter)
      if (at >= 0) debts.splice(at, 1)
      return at < 0
    }
    return [...a].reverse().filter(isKept).reverse()
  },
}

export function calculate(expression: string): string {
  const at = expression.lastIndexOf(' ')
  if (at < 0) return expression
  const operator = operators[expression.charAt(at - 1)]!
  const left = calculate(expression.slice(0, at - 2))
  return operator([...left], [...expression.slice(at + 1)]).join('')
}
