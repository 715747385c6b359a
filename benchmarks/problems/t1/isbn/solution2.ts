export function isbnValid(text: string): boolean {
  const chars = text.split('').filter((c) => c !== '-')
  if (chars.length !== 10) return false
  let sum = 0
  let total = 0
  for (const [i, c] of chars.entries()) {
    const value = c === 'X' && i === 9 ? 10 : '0123456789'.indexOf(c)
    if (value < 0) return false
    sum += value
    total += sum
  }
  return total % 11 === 0
}
