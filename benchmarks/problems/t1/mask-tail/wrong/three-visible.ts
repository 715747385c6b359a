export function mask(code: string): string {
  return code.slice(-3).padStart(code.length, '*')
}
