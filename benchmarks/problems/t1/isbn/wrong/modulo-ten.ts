export function isbnValid(text: string): boolean {
  const code = text.replaceAll('-', '')
  if (!/^\d{9}[\dX]$/.test(code)) return false
  return (
    [...code].reduce((sum, c, i) => sum + (c === 'X' ? 10 : Number(c)) * (10 - i), 0) % 10 === 0
  )
}
