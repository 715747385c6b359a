export function diamond(letter: string): string[] {
  const size = letter.charCodeAt(0) - 65
  return Array.from({ length: 2 * size + 1 }, (_, y) => {
    const row = size - Math.abs(size - y)
    return Array.from({ length: 2 * size + 1 }, (_, x) =>
      Math.abs(x - size) === row ? String.fromCharCode(65 + size - row) : '.',
    ).join('')
  })
}
