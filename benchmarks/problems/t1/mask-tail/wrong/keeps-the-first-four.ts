export function mask(code: string): string {
  return code.slice(0, 4).padEnd(code.length, '*')
}
