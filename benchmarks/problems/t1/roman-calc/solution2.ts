export function addRoman(a: string, b: string): string {
  let letters = [...(a + b)].sort((x, y) => 'MDCLXVI'.indexOf(x) - 'MDCLXVI'.indexOf(y)).join('')
  for (const [many, one] of [
    ['IIIII', 'V'],
    ['VV', 'X'],
    ['XXXXX', 'L'],
    ['LL', 'C'],
    ['CCCCC', 'D'],
    ['DD', 'M'],
  ] as const) {
    while (letters.includes(many))
      letters = letters.replace(many, '').replace(/^[^IVXLCD]*/, (start) => start) + one
    letters = [...letters].sort((x, y) => 'MDCLXVI'.indexOf(x) - 'MDCLXVI'.indexOf(y)).join('')
  }
  return letters
}
