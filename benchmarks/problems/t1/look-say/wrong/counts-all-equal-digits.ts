export function lookAndSay(n: number): string {
  let term = '1'
  for (let i = 1; i < n; i++)
    term = [...new Set(term)].map((digit) => `${term.split(digit).length - 1}${digit}`).join('')
  return term
}
