export function unwrap(text: string, prefix: string): string {
  let rest = text
  while (prefix !== '' && rest.startsWith(prefix)) rest = rest.slice(prefix.length)
  return rest
}
