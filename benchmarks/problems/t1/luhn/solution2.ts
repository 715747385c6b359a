export function luhnValid(digits: string): boolean {
  const doubled = '0246813579'
  let sum = 0
  let seen = 0
  for (let i = digits.length - 1; i >= 0; i--) {
    const c = digits[i]!
    if (c === ' ') continue
    if (!doubled.includes(c)) return false
    sum += seen % 2 === 0 ? Number(c) : Number(doubled[Number(c)])
    seen++
  }
  return seen > 1 && sum % 10 === 0
}
