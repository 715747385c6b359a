export function shift(text: string, by: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  return [...text]
    .map((c) => (letters.includes(c) ? letters.at((letters.indexOf(c) + by) % 26)! : c))
    .join('')
}
