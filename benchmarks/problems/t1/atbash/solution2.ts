export function atbash(text: string): string {
  const lower = 'abcdefghijklmnopqrstuvwxyz'
  const alphabet = lower + lower.toUpperCase()
  const mirrored = [...lower].reverse().join('')
  const coded = mirrored + mirrored.toUpperCase()
  return [...text].map((c) => coded[alphabet.indexOf(c)] ?? c).join('')
}
