export function fill(pattern: string, length: number): string {
  return pattern.repeat(Math.ceil(length / pattern.length))
}
