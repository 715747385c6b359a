export function matches(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const first = pattern.charAt(0)
  const fits = text !== '' && (first === '.' || first === text.charAt(0))
  if (pattern.charAt(1) !== '*') return fits && matches(pattern.slice(1), text.slice(1))
  return fits && (matches(pattern.slice(2), text.slice(1)) || matches(pattern, text.slice(1)))
}
