export function luhnValid(digits: string): boolean {
  const clean = digits.replaceAll(' ', '')
  if (!/^\d\d+$/.test(clean)) return false
  const sum = [...clean].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return total + (n > 9 ? n - 9 : n)
  }, 0)
  return sum % 10 === 0
}
