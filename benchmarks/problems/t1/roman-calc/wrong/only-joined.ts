export function addRoman(a: string, b: string): string {
  return [...(a + b)].sort((x, y) => 'MDCLXVI'.indexOf(x) - 'MDCLXVI'.indexOf(y)).join('')
}
