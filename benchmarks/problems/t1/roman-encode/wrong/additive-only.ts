export function toRoman(n: number): string {
  const values: [number, string][] = [
    [1000, 'M'],
    [500, 'D'],
    [100, 'C'],
    [50, 'L'],
    [10, 'X'],
    [5, 'V'],
    [1, 'I'],
  ]
  let rest = n
  let result = ''
  for (const [value, letters] of values) {
    result += letters.repeat(Math.floor(rest / value))
    rest %= value
  }
  return result
}
