export function fill(pattern: string, length: number): string {
  return ''.padEnd(length, pattern)
}
