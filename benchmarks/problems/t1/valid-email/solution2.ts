export function isEmail(text: string): boolean {
  const halves = text.split('@')
  if (halves.length !== 2) return false
  const consistsOf = (part: string, allowed: string) =>
    part !== '' && [...part].every((c) => allowed.includes(c))
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const domain = halves[1]!.split('.')
  const last = domain.at(-1) ?? ''
  return (
    halves[0]!.split('.').every((part) => consistsOf(part, `${letters}0123456789_-`)) &&
    domain.length > 1 &&
    domain.every((part) => consistsOf(part, `${letters}0123456789-`)) &&
    consistsOf(last, letters) &&
    last.length > 1
  )
}
