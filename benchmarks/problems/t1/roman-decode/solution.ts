export function fromRoman(numeral: string): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }
  const numbers = [...numeral].map((letter) => values[letter]!)
  return numbers.reduce((sum, n, i) => (n < (numbers[i + 1] ?? 0) ? sum - n : sum + n), 0)
}
