export function truthTable(formula: string): string {
  const names = [...new Set(formula.match(/[a-z]/g))].sort()
  let table = ''
  for (let row = 0; row < 2 ** names.length; row++) {
    const bits = row.toString(2).padStart(names.length, '0')
    let at = 0
    const or = (): boolean => {
      let value = and()
      while (formula[at] === '|') {
        at++
        value = and() || value
      }
      return value
    }
    const and = (): boolean => {
      let value = not()
      while (formula[at] === '&') {
        at++
        value = not() && value
      }
      return value
    }
    const not = (): boolean => {
      const token = formula.charAt(at++)
      if (token === '!') return !not()
      if (token !== '(') return bits[names.indexOf(token)] === '1'
      const value = or()
      at++
      return value
    }
    table += or() ? '1' : '0'
  }
  return table
}
