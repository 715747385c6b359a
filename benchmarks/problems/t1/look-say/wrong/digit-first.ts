export function lookAndSay(n: number): string {
  let term = '1'
  for (let i = 1; i < n; i++)
    term = term.replace(/(.)\1*/g, (run, digit) => `${digit}${run.length}`)
  return term
}
