export function solve(equation: string): number | null {
  const parse = (text: string) => {
    const terms = text.replaceAll(' - ', ' + -').split(' + ')
    const factors = terms
      .filter((term) => term.includes('x'))
      .map((term) => term.replace('x', '').replace(/^-?$/, '$&1'))
    const numbers = terms.filter((term) => !term.includes('x'))
    const add = (list: string[]) => list.reduce((sum, n) => sum + Number(n), 0)
    return { x: add(factors), n: add(numbers) }
  }
  const [left = '', right = ''] = equation.split(' = ')
  const [a, b] = [parse(left), parse(right)]
  return a.x === b.x ? null : (b.n - a.n) / (a.x - b.x) + 0
}
