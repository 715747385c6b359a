export function fill(pattern: string, length: number): string {
  return (
    ''.padStart(length - (length % pattern.length), pattern) +
    pattern.slice(pattern.length - (length % pattern.length))
  )
}
