export function evaluate(text: string): number | null {
  // Reduce the text step by step; a minus sign glued to a number is written as ~.
  if (/[\d)] *\(|\) *\d|\d +\d/.test(text)) return null
  let rest = text.replaceAll(' ', '')
  if (rest.includes('~')) return null
  const number = (word: string) => Number(word.replace('~', '-'))
  const written = (n: number) => String(n + 0).replace('-', '~')
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(/\((~?\d+)\)/, (_, n: string) => `<${n}>`).replace(/<(~?\d+)>/, '$1')
    if (rest !== before) continue
    rest = rest.replace(/(~?\d+)\*(~?\d+)/, (_, a: string, b: string) =>
      written(number(a) * number(b)),
    )
    if (rest !== before) continue
    rest = rest.replace(
      /(^|\()(~?\d+)([-+])(~?\d+)(?!\*|\d)/,
      (_, open: string, a: string, operator: string, b: string) =>
        open + written(operator === '+' ? number(a) + number(b) : number(a) - number(b)),
    )
  }
  return /^~?\d+$/.test(rest) ? number(rest) + 0 : null
}
