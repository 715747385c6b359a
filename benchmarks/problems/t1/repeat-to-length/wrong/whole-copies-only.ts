export function fill(pattern: string, length: number): string {
  return pattern.repeat(Math.floor(length / pattern.length))
}
