export function fromRoman(numeral: string): number {
  let sum = 0
  let highest = 0
  for (const letter of [...numeral].reverse()) {
    const value =
      letter === 'I'
        ? 1
        : letter === 'V'
          ? 5
          : letter === 'X'
            ? 10
            : letter === 'L'
              ? 50
              : letter === 'C'
                ? 100
                : letter === 'D'
                  ? 500
                  : 1000
    highest = Math.max(highest, value)
    sum += value < highest ? -value : value
  }
  return sum
}
