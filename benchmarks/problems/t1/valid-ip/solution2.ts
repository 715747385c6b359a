export function isIpv4(text: string): boolean {
  const numbers = text.split('.').map(Number)
  return (
    numbers.length === 4 &&
    numbers.join('.') === text &&
    numbers.every((n) => Number.isInteger(n) && n >= 0 && n <= 255)
  )
}
