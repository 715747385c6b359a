export function fizzbuzz(n: number): string[] {
  return Array.from({ length: n }, (_, i) => {
    const word = (i % 3 === 0 ? 'Fizz' : '') + (i % 5 === 0 ? 'Buzz' : '')
    return word || String(i)
  })
}
