/** Replaces the innermost parentheses by their value until none are left. `_` is the sign of a value. */
export function evaluate(text: string): number {
  const read = (value: string) => Number(value.replace('_', '-'))
  const write = (value: number) => String(value).replace('-', '_')
  const flat = (part: string) =>
    part
      .split('*')
      .map((sum) => {
        const items = sum.split(/([-+])/)
        let value = read(items.pop() ?? '')
        while (items.length > 0) {
          const operator = items.pop()
          const left = read(items.pop() ?? '')
          value = operator === '+' ? left + value : left - value
        }
        return value
      })
      .reduce((product, value) => product * value)
  let rest = text.replaceAll(' ', '')
  while (rest.includes('('))
    rest = rest.replace(/\(([^()]*)\)/, (_, part: string) => write(flat(part)))
  return flat(rest)
}
