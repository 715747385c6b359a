const worth: { [letter: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

export function romanProduct(text: string): number {
  let [sum, group, last] = [0, 0, Infinity]
  for (const letter of text) {
    const value = worth[letter]!
    if (value > last) group += value
    else {
      sum += group
      group = value
    }
    last = value
  }
  return sum + group
}
