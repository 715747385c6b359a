export function snakeCase(name: string): string {
  return [...name]
    .map((c, i) => (c >= 'A' && c <= 'Z' && i > 0 ? `_${c}` : c))
    .join('')
    .toLowerCase()
}
