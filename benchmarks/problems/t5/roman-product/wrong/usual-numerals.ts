const worth: { [letter: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

export function romanProduct(text: string): number {
  const values = [...text].map((letter) => worth[letter]!)
  return values.reduce(
    (sum, value, i) => (value < (values[i + 1] ?? 0) ? sum - value : sum + value),
    0,
  )
}
