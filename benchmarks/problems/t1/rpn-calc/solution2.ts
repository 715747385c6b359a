export function evaluateRpn(text: string): number | null {
  const words = text.split(' ')
  const operations = new Map<string, (a: number, b: number) => number>([
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => (a - (a % b)) / b],
  ])
  // From the right: an operator wants its right operand first.
  const read = (): number => {
    const word = words.pop() ?? ''
    const operation = operations.get(word)
    if (operation) {
      const b = read()
      return operation(read(), b) + 0
    }
    return /^-?[0-9]+$/.test(word) ? Number(word) + 0 : Number.NaN
  }
  const result = read()
  return words.length === 0 && Number.isFinite(result) ? result : null
}
