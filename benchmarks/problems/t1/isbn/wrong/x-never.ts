export function isbnValid(text: string): boolean {
  const code = text.replaceAll('-', '')
  if (!/^\d{10}$/.test(code)) return false
  return (
    [...code].reduce((sum, c, i) => sum + (c === 'X' ? 10 : Number(c)) * (10 - i), 0) % 11 === 0
  )
}
