export function glob(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const first = pattern.charAt(0)
  const rest = pattern.slice(1)
  if (first === '*') return glob(rest, text) || (text !== '' && glob(rest, text.slice(1)))
  return text !== '' && (first === '?' || first === text.charAt(0)) && glob(rest, text.slice(1))
}
