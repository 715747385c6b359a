export function addRoman(a: string, b: string): string {
  const values: [string, number][] = [
    ['M', 1000],
    ['D', 500],
    ['C', 100],
    ['L', 50],
    ['X', 10],
    ['V', 5],
    ['I', 1],
  ]
  let rest = [...a, ...b].reduce((sum, letter) => sum + new Map(values).get(letter)!, 0)
  let result = ''
  for (const [letter, value] of values) {
    result += letter.repeat(Math.floor(rest / value))
    rest %= value
  }
  return result
    .replace('VIIII', 'IX')
    .replace('IIII', 'IV')
    .replace('LXXXX', 'XC')
    .replace('XXXX', 'XL')
    .replace('DCCCC', 'CM')
    .replace('CCCC', 'CD')
}
