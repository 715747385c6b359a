export function mask(code: string): string {
  return code.slice(-4).padStart(code.length, '*')
}
