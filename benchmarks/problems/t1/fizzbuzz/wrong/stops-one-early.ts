export function fizzbuzz(n: number): string[] {
  const words: string[] = []
  for (let i = 1; i < n; i++) {
    words.push(i % 15 === 0 ? 'FizzBuzz' : i % 3 === 0 ? 'Fizz' : i % 5 === 0 ? 'Buzz' : `${i}`)
  }
  return words
}
