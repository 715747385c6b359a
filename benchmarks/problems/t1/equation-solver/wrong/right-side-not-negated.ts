export function solve(equation: string): number | null {
  let [slope, rest] = [0, 0]
  let side = 1
  let sign = 1
  for (const word of equation.split(' ')) {
    if (word === '=') side = 1
    if (word === '+' || word === '=') sign = 1
    else if (word === '-') sign = -1
    else if (word.endsWith('x')) slope += side * sign * Number(word === 'x' ? 1 : word.slice(0, -1))
    else rest += side * sign * Number(word)
  }
  return slope === 0 ? null : -rest / slope + 0
}
